package io.wrapped.state.story;

import java.io.Closeable;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;

/**
 * Where stories are kept: at the user's row, one column a date. Implementations are safe for use by
 * many threads. Failures complete the future exceptionally; {@code isTransient} of an
 * implementation's exception is not asked for: every failure of the store is worth another try.
 */
public interface StoryStore extends Closeable {

    /** The stored stories of those dates (days since 1970-01-01) that have one. */
    CompletableFuture<StoredStories> read(String userId, Collection<Integer> epochDays);

    /**
     * Stores a story in one atomic mutation of the user's row. Never hides a story of a greater
     * version, and is never shown where an erasure has a greater one, whatever the order of writes.
     *
     * @param version store version of the review whose facts the story tells
     */
    CompletableFuture<Void> write(String userId, int epochDay, Story story, long version);
}
