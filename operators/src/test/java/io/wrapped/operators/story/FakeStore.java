package io.wrapped.operators.story;

import io.wrapped.state.story.StoredStories;
import io.wrapped.state.story.Story;
import io.wrapped.state.story.StoryStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** A store in memory that keeps the greatest version and fails as often as it is told to. */
final class FakeStore implements StoryStore {
    /** Users and dates in the order in which they were written. */
    final List<String> writes = new ArrayList<>();

    private final Map<String, Map<Integer, Story>> stories = new HashMap<>();
    private final Map<String, Long> versions = new HashMap<>();
    private final Map<String, Long> erasures = new HashMap<>();
    private int failures;

    synchronized void failNext(int times) {
        failures = times;
    }

    /** Forgets a user up to a version. */
    synchronized void erase(String user, long version) {
        stories.remove(user);
        erasures.put(user, version);
    }

    synchronized Story story(String user, int epochDay) {
        return stories.getOrDefault(user, Map.of()).get(epochDay);
    }

    synchronized void put(String user, int epochDay, Story story) {
        stories.computeIfAbsent(user, none -> new HashMap<>()).put(epochDay, story);
    }

    @Override
    public synchronized CompletableFuture<StoredStories> read(
            String user, Collection<Integer> epochDays) {
        if (failures > 0) {
            failures--;
            return CompletableFuture.failedFuture(
                    new IllegalStateException("region of row '\\x00\\x01" + user + "' is moving"));
        }
        Map<Integer, Story> found = new HashMap<>(stories.getOrDefault(user, Map.of()));
        found.keySet().retainAll(List.copyOf(epochDays));
        long erased = erasures.getOrDefault(user, Long.MIN_VALUE);
        return CompletableFuture.completedFuture(
                new StoredStories(found, versions(user, found.keySet()), erased));
    }

    private Map<Integer, Long> versions(String user, Set<Integer> days) {
        Map<Integer, Long> found = new HashMap<>();
        for (int day : days) {
            Long version = versions.get(user + "/" + day);
            if (version != null) {
                found.put(day, version);
            }
        }
        return found;
    }

    @Override
    public synchronized CompletableFuture<Void> write(
            String user, int epochDay, Story story, long version) {
        if (failures > 0) {
            failures--;
            return CompletableFuture.failedFuture(
                    new IllegalStateException("region of row '\\x00\\x01" + user + "' is moving"));
        }
        writes.add(user + "/" + epochDay + "/" + story.status());
        if (versions.merge(user + "/" + epochDay, version, Math::max) == version) {
            put(user, epochDay, story);
        }
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {}
}
