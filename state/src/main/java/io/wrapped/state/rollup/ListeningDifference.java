package io.wrapped.state.rollup;

import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import it.unimi.dsi.fastutil.ints.IntSet;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import java.util.SortedSet;
import java.util.TreeSet;

/** On which dates two folds of one listener's plays differ. */
public final class ListeningDifference {
    private static final int GONE = -1;

    private ListeningDifference() {}

    /**
     * The dates on which other contents were streamed, or in other contexts, under other names, not
     * as often or as long, or that one of them takes for the first of a content; as days since
     * 1970-01-01.
     */
    public static IntSet days(Listening one, Listening other) {
        Items items = other.items();
        IntSet days = new IntOpenHashSet();
        int[] numbers = new int[one.items().size()];
        for (int i = 0; i < numbers.length; i++) {
            Item item = one.items().item(i);
            numbers[i] =
                    items.find(item.kind(), item.contentHash(), item.source(), item.contextHash());
        }
        SortedSet<Integer> years = new TreeSet<>(one.years());
        years.addAll(other.years());
        for (int year : years) {
            addDays(one.year(year), other.year(year), numbers, days);
        }
        addFirstDays(one.items(), items, numbers, days);
        return days;
    }

    /**
     * @param numbers those of the other's items by the ones of this
     */
    private static void addDays(DayRollups one, DayRollups other, int[] numbers, IntSet days) {
        Long2IntOpenHashMap rows = new Long2IntOpenHashMap(other.rows());
        rows.defaultReturnValue(GONE);
        for (int row = 0; row < other.rows(); row++) {
            rows.put(other.keyOfRow(row), row);
        }
        for (int row = 0; row < one.rows(); row++) {
            int epochDay = one.epochDayOfRow(row);
            int number = numbers[one.itemOfRow(row)];
            int same =
                    number == Items.NOT_FOUND
                            ? GONE
                            : rows.remove(DayRollups.key(epochDay, number));
            if (same == GONE
                    || one.streamsOfRow(row) != other.streamsOfRow(same)
                    || one.msOfRow(row) != other.msOfRow(same)) {
                days.add(epochDay);
            }
        }
        rows.keySet().forEach(key -> days.add(DayRollups.epochDay(key)));
    }

    /** Where the rollups do not tell why the first date of an item differs, both are wrong. */
    private static void addFirstDays(Items one, Items other, int[] numbers, IntSet days) {
        for (int i = 0; i < numbers.length; i++) {
            if (numbers[i] != Items.NOT_FOUND) {
                int first = one.firstDay(i);
                int otherFirst = other.firstDay(numbers[i]);
                if (first != otherFirst && !days.contains(Math.min(first, otherFirst))) {
                    days.add(first);
                    days.add(otherFirst);
                }
            }
        }
    }
}
