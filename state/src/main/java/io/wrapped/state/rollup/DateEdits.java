package io.wrapped.state.rollup;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Dates that are dropped, or whose rollups become those of other dates, whole. All of them leave
 * before any arrives, so dates can change places.
 */
public final class DateEdits {
    private final Map<Integer, Edit> byDate = new TreeMap<>();

    /**
     * What becomes of a date.
     *
     * @param from as days since 1970-01-01
     * @param to the date that it becomes, null where it is dropped
     * @param merges whether it is added to what the other date holds already, rather than refused
     */
    public record Edit(int from, @Nullable Integer to, boolean merges) implements Serializable {}

    /**
     * @throws IllegalArgumentException when two say what becomes of one date, or one says nothing;
     *     names it
     */
    public DateEdits(Collection<Edit> edits) {
        for (Edit edit : edits) {
            String date = LocalDate.ofEpochDay(edit.from()).toString();
            if (edit.to() != null && edit.to() == edit.from()) {
                throw new IllegalArgumentException(date + " would stay where it is");
            }
            if (byDate.put(edit.from(), edit) != null) {
                throw new IllegalArgumentException("two edits say what becomes of " + date);
            }
        }
    }

    /**
     * What rollups become.
     *
     * @throws OccupiedDateException when a date comes to one that has streams, and is not to be
     *     merged
     */
    DayRollups apply(DayRollups all) throws OccupiedDateException {
        DayRollups.Builder stay = new DayRollups.Builder(all.rows());
        all.forEach(
                (epochDay, item, streams, ms) -> {
                    if (!byDate.containsKey(epochDay)) {
                        stay.add(epochDay, item, streams, ms);
                    }
                });
        DayRollups stayed = stay.build();
        DayRollups result = stayed;
        Map<Integer, Edit> arrived = new HashMap<>();
        for (Edit edit : byDate.values()) {
            DayRollups leaves = all.between(edit.from(), edit.from());
            Integer to = edit.to();
            if (to == null || leaves.rows() == 0) {
                continue;
            }
            Edit other = arrived.put(to, edit);
            if (!edit.merges() && (stayed.day(to) != null || other != null)) {
                throw new OccupiedDateException(edit.from(), to);
            }
            if (other != null && !other.merges()) {
                throw new OccupiedDateException(other.from(), to);
            }
            DayRollups.Builder arrives = new DayRollups.Builder(leaves.rows());
            leaves.forEach((epochDay, item, streams, ms) -> arrives.add(to, item, streams, ms));
            result = result.plus(arrives.build());
        }
        return result;
    }

    /** Whether an edit says what becomes of a date, or moves another there that must be empty. */
    public boolean concern(int epochDay) {
        for (Edit edit : byDate.values()) {
            Integer to = edit.to();
            if (edit.from() == epochDay || (to != null && to == epochDay && !edit.merges())) {
                return true;
            }
        }
        return false;
    }
}
