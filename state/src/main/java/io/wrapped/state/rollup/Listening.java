package io.wrapped.state.rollup;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

/**
 * All that a listener ever streamed, as reviews read it: nothing is excluded yet and nothing
 * derived.
 */
public final class Listening {
    private final List<Item> items;
    private final NavigableMap<Integer, DayRollup> days;
    private final long[] contentHashes;
    private final int[] firstDays;

    /**
     * Finds hashes and first dates out.
     *
     * @param items the items by number
     * @param days rollups by local date (days since 1970-01-01), over all history kept; no rollup
     *     is empty
     */
    public Listening(List<Item> items, NavigableMap<Integer, DayRollup> days) {
        this(items, days, contentHashes(items), firstDays(items.size(), days));
    }

    /**
     * @param contentHashes by item, {@link EventHash} of its content's uri
     * @param firstDays by item, the first date in {@code days} that has it
     */
    public Listening(
            List<Item> items,
            NavigableMap<Integer, DayRollup> days,
            long[] contentHashes,
            int[] firstDays) {
        this.items = items;
        this.days = days;
        this.contentHashes = contentHashes;
        this.firstDays = firstDays;
    }

    /** The items by number. */
    public List<Item> items() {
        return items;
    }

    /** Rollups by local date (days since 1970-01-01), over all history kept. */
    public NavigableMap<Integer, DayRollup> days() {
        return days;
    }

    /** The {@link EventHash} of an item's content uri. */
    public long contentHash(int item) {
        return contentHashes[item];
    }

    /** The first date ever on which an item was streamed. */
    public int firstDay(int item) {
        return firstDays[item];
    }

    private static long[] contentHashes(List<Item> items) {
        return items.stream().mapToLong(item -> EventHash.of(item.contentUri())).toArray();
    }

    private static int[] firstDays(int items, NavigableMap<Integer, DayRollup> days) {
        int[] firstDays = new int[items];
        Arrays.fill(firstDays, Integer.MAX_VALUE);
        for (Map.Entry<Integer, DayRollup> day : days.entrySet()) {
            DayRollup rollup = day.getValue();
            for (int row = 0; row < rollup.size(); row++) {
                int item = rollup.item(row);
                firstDays[item] = Math.min(firstDays[item], day.getKey());
            }
        }
        return firstDays;
    }
}
