package io.wrapped.state.rollup;

import io.wrapped.state.contract.Profile;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import it.unimi.dsi.fastutil.ints.IntSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a listener besides settled parts and exclusions: the profile, what was streamed
 * recently, sizes of the settled parts, and how far reviews and triggers have come. Kept even for
 * an erased listener, whose later events must go on being dropped and whose version must not begin
 * again.
 */
public final class Listener {
    private static final String UTC = "UTC";

    // Read and written by ListenerCodec as well.
    @Nullable Profile profile;
    final List<EarlierZone> earlierZones = new ArrayList<>();
    boolean streamed;
    boolean erased;
    int settledItems;
    int settledEvents;
    int seenBuckets = 1;
    final SortedSet<Integer> settledYears = new TreeSet<>();
    final Recent recent = new Recent();
    long version;
    long erasedAt = Long.MIN_VALUE;
    long handledTriggerTime = Long.MIN_VALUE;
    long handledTriggerOffset = -1;
    long reviewsEpoch;
    long catalogueTime = Long.MIN_VALUE;
    boolean allTouched;
    final IntSet touchedDays = new IntOpenHashSet(4);
    final TreeMap<Integer, Long> liveReviews = new TreeMap<>();

    /**
     * A zone that was held before the profile's.
     *
     * @param until when the broker was given the profile that ended it, epoch milliseconds
     * @param zone null where there was no profile
     */
    public record EarlierZone(long until, @Nullable String zone) {}

    /** The profile that holds, null before the first one and while erased. */
    public @Nullable Profile profile() {
        return profile;
    }

    /** The zones held before the profile's, in their order. */
    public List<EarlierZone> earlierZones() {
        return List.copyOf(earlierZones);
    }

    /** Whether the listener ever streamed, excluded or not. */
    public boolean streamed() {
        return streamed;
    }

    /** Whether the listener asked to be forgotten. */
    public boolean erased() {
        return erased;
    }

    /** Known: a profile that is not erased, or a stream ever (SPEC section 3). */
    public boolean known() {
        return !erased && (profile != null || streamed);
    }

    /** Number of items in settled runs. */
    int settledItems() {
        return settledItems;
    }

    /** Number of events in settled buckets. */
    int settledEvents() {
        return settledEvents;
    }

    /** Number of buckets that the settled events are spread over, a power of two. */
    int seenBuckets() {
        return seenBuckets;
    }

    /** Streams of all history kept. */
    public int streams() {
        return settledEvents + recent.events().size();
    }

    /** Counts what was written for this listener; grows with every write, erasure included. */
    public long version() {
        return version;
    }

    /**
     * When the broker was given the last erasure, or just before the return from it, epoch
     * milliseconds; {@link Long#MIN_VALUE} without one. What was appended until then stays
     * forgotten.
     */
    public long erasedAt() {
        return erasedAt;
    }

    /**
     * Whether this listener was told by a trigger, or by a later one. A later one has a greater
     * offset, or in a topic that was made anew a greater time stamp; a leader whose clock is behind
     * gives greater offsets smaller time stamps.
     *
     * @param timestamp when the broker was given the trigger, epoch milliseconds
     * @param offset of the trigger in the control topic's one partition
     */
    public boolean handled(long timestamp, long offset) {
        return timestamp <= handledTriggerTime && offset <= handledTriggerOffset;
    }

    /**
     * Hash of the live review of a year that this start of the task has stored, null where it has
     * not: what an earlier start stored after its last checkpoint is not known.
     */
    public @Nullable Long storedReview(int year, long storeEpoch) {
        return reviewsEpoch == storeEpoch ? liveReviews.get(year) : null;
    }

    /** The live review of a year is stored by the start of that epoch. */
    public void reviewStored(int year, long hash, long storeEpoch) {
        if (reviewsEpoch != storeEpoch) {
            // Years stay known, their hashes do not.
            liveReviews.replaceAll((known, old) -> 0L);
            reviewsEpoch = storeEpoch;
        }
        liveReviews.put(year, hash);
    }

    /** There is no live review of a year any more. */
    public void reviewGone(int year) {
        liveReviews.remove(year);
    }

    /**
     * All catalogue records up to this broker time, epoch milliseconds, were in the live reviews;
     * where there are none, the uris that they took back are kept.
     */
    public long catalogueTime() {
        return catalogueTime;
    }

    /** Whether every day has changed since the live reviews were computed. */
    public boolean allTouched() {
        return allTouched;
    }

    /**
     * The days that changed since the live reviews were computed; where all of them have, those at
     * least that may have emptied.
     */
    public IntSet touchedDays() {
        return touchedDays;
    }

    /** Whether anything changed since the live reviews were computed. */
    public boolean touched() {
        return allTouched || !touchedDays.isEmpty();
    }

    /** The years that have a live review. */
    public Set<Integer> reviewedYears() {
        return Set.copyOf(liveReviews.keySet());
    }

    /**
     * The zone held at some moment, null where there was none, which is UTC (SPEC section 2).
     *
     * @param at broker's time, epoch milliseconds
     */
    public @Nullable String zoneAt(long at) {
        // Mostly there are none, and this is asked for every play.
        for (int i = 0; i < earlierZones.size(); i++) {
            if (at < earlierZones.get(i).until()) {
                return earlierZones.get(i).zone();
            }
        }
        return profile == null ? null : profile.zone();
    }

    /**
     * Takes a profile in that does not erase; ends an erasure. What was appended before it keeps
     * the zone held until then, however late it is read.
     *
     * @param at when the broker was given it, epoch milliseconds
     * @param knowsEarlier whether all profiles before it have been read: else, if it is the first
     *     one, its zone is the best that can be said of the time before
     */
    public void setProfile(Profile profile, long at, boolean knowsEarlier) {
        if (erased) {
            // What came in between may be read after the return, for instance after a restart.
            erasedAt = Math.max(erasedAt, at - 1);
        } else if (this.profile != null || knowsEarlier) {
            keepZoneUntil(at, profile.zone());
        }
        // Birthdays are ranked, so a new profile can change every year.
        allTouched |= !profile.equals(this.profile);
        this.profile = profile;
        this.erased = false;
    }

    /**
     * A profile that is read once more, from before the last change, changes nothing of the past.
     */
    private void keepZoneUntil(long at, String next) {
        String zone = profile == null ? null : profile.zone();
        boolean later =
                earlierZones.isEmpty() || earlierZones.get(earlierZones.size() - 1).until() < at;
        if (later && !next.equals(zone == null ? UTC : zone)) {
            earlierZones.add(new EarlierZone(at, zone));
        }
    }

    /**
     * Forgets everything but the erasure itself, the version and the triggers handled.
     *
     * @param at when the broker was given the erasure, epoch milliseconds
     */
    public void erase(long at) {
        erasedAt = Math.max(erasedAt, at);
        profile = null;
        earlierZones.clear();
        streamed = false;
        erased = true;
        settledItems = 0;
        settledEvents = 0;
        seenBuckets = 1;
        settledYears.clear();
        recent.clear();
        catalogueTime = Long.MIN_VALUE;
        reviewed(Long.MIN_VALUE);
        liveReviews.clear();
    }

    /**
     * Takes over from another what was streamed, whose settled parts the caller puts in place of
     * this one's. The profile, versions, triggers and reviews stay.
     *
     * @param changed the dates on which that differs from what was known
     * @param newCatalogueTime all catalogue records up to this broker time, epoch milliseconds,
     *     were known when the first of it was folded
     */
    public void takeStreams(Listener from, IntSet changed, long newCatalogueTime) {
        catalogueTime = Math.min(catalogueTime, newCatalogueTime);
        streamed = from.streamed;
        settledItems = from.settledItems;
        settledEvents = from.settledEvents;
        seenBuckets = from.seenBuckets;
        settledYears.clear();
        settledYears.addAll(from.settledYears);
        recent.takeOver(from.recent);
        // Also where all dates are: one that has emptied is not among them any more.
        touchedDays.addAll(changed);
    }

    /** A listener of whom the same is known but nothing that was streamed. */
    public Listener withoutStreams() {
        Listener copy = new Listener();
        copy.profile = profile;
        copy.earlierZones.addAll(earlierZones);
        copy.erased = erased;
        copy.erasedAt = erasedAt;
        return copy;
    }

    /** The version of the next write. */
    public long nextVersion() {
        return ++version;
    }

    /** Every day that has a stream counts as changed, as after a change of exclusions. */
    public void touchAll() {
        allTouched = true;
    }

    /** The live reviews are computed, with all catalogue records up to that broker time. */
    public void reviewed(long newCatalogueTime) {
        allTouched = false;
        touchedDays.clear();
        catalogueTime = newCatalogueTime;
    }

    /** The listener was told by that trigger. */
    public void triggerHandled(long timestamp, long offset) {
        handledTriggerTime = Math.max(handledTriggerTime, timestamp);
        handledTriggerOffset = Math.max(handledTriggerOffset, offset);
    }

    void streamedOn(int epochDay) {
        streamed = true;
        if (!allTouched) {
            touchedDays.add(epochDay);
        }
    }

    void setSettledItems(int count) {
        settledItems = count;
    }

    void setSettledEvents(int events, int buckets) {
        settledEvents = events;
        seenBuckets = buckets;
    }

    /** The years that have a settled part. */
    SortedSet<Integer> settledYears() {
        return settledYears;
    }

    Recent recent() {
        return recent;
    }
}
