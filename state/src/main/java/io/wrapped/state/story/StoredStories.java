package io.wrapped.state.story;

import java.util.Map;

/**
 * Stories as they are stored, and how far their user is erased.
 *
 * @param byDay by date, days since 1970-01-01
 * @param versions of the reviews that asked for them, by date
 * @param erasedUpTo store version of the user's last erasure, {@link Long#MIN_VALUE} without one;
 *     stays when the user comes back, whose later reviews have greater versions
 */
public record StoredStories(
        Map<Integer, Story> byDay, Map<Integer, Long> versions, long erasedUpTo) {

    public StoredStories {
        byDay = Map.copyOf(byDay);
        versions = Map.copyOf(versions);
    }

    /** Whether a later review than that of a version told the date, whose story is shown. */
    public boolean supersede(int epochDay, long version) {
        return versions.getOrDefault(epochDay, Long.MIN_VALUE) > version;
    }

    /** Whether what a review of that version asked for was erased since. */
    public boolean erases(long version) {
        return version <= erasedUpTo;
    }
}
