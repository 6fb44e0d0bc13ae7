package io.wrapped.system.faults;

import io.wrapped.sinks.hbase.Slot;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What stands of a world at its end, without stories.
 *
 * @param documents as canonical JSON
 * @param days day facts, as canonical JSON
 */
record Told(SortedMap<Document, String> documents, SortedMap<Day, String> days) {

    /** Which document. */
    record Document(String user, Slot slot) implements Comparable<Document> {
        private static final Comparator<Document> ORDER =
                Comparator.comparing(Document::user).thenComparing(Document::slot);

        @Override
        public int compareTo(Document other) {
            return ORDER.compare(this, other);
        }

        @Override
        public String toString() {
            return user + " " + slot;
        }
    }

    /** Which date's facts. */
    record Day(String user, int epochDay) implements Comparable<Day> {
        private static final Comparator<Day> ORDER =
                Comparator.comparing(Day::user).thenComparingInt(Day::epochDay);

        @Override
        public int compareTo(Day other) {
            return ORDER.compare(this, other);
        }

        @Override
        public String toString() {
            return user + " " + LocalDate.ofEpochDay(epochDay);
        }
    }

    /** Where another one differs from this one. */
    List<Difference> differences(Told other) {
        List<Difference> differences = new ArrayList<>();
        compare(documents, other.documents, differences);
        compare(days, other.days, differences);
        return differences;
    }

    private static <K> void compare(
            SortedMap<K, String> expected, SortedMap<K, String> actual, List<Difference> to) {
        SortedSet<K> keys = new TreeSet<>(expected.keySet());
        keys.addAll(actual.keySet());
        for (K key : keys) {
            String wanted = expected.get(key);
            String found = actual.get(key);
            if (wanted == null || !wanted.equals(found)) {
                to.add(new Difference(key.toString(), wanted, found));
            }
        }
    }

    /** How many there are of both. */
    int size() {
        return documents.size() + days.size();
    }
}
