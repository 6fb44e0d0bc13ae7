package io.wrapped.jobs.bootstrap;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A play or a profile of a listener.
 *
 * @param time the broker's, epoch milliseconds
 * @param play as {@link io.wrapped.state.rollup.PlayCodec} writes it, null for a profile
 * @param profile as it was read, null for a play
 */
public record HistoryRecord(
        String userId,
        long time,
        int partition,
        long offset,
        byte @Nullable [] play,
        byte @Nullable [] profile) {

    private static final Comparator<HistoryRecord> PLACE =
            Comparator.comparing(HistoryRecord::isProfile)
                    .thenComparingInt(HistoryRecord::partition)
                    .thenComparingLong(HistoryRecord::offset);

    boolean isProfile() {
        return profile != null;
    }

    /**
     * One listener's records in the order in which they were appended. Within a partition that is
     * the offsets', whatever the brokers' clocks said; partitions, and plays and profiles, go by
     * time, and a profile concerns what was appended after it.
     */
    static List<HistoryRecord> inOrder(List<HistoryRecord> records) {
        List<HistoryRecord> byPlace = new ArrayList<>(records);
        byPlace.sort(PLACE);
        List<Timed> timed = new ArrayList<>(byPlace.size());
        HistoryRecord last = null;
        long time = Long.MIN_VALUE;
        for (HistoryRecord record : byPlace) {
            boolean samePartition =
                    last != null
                            && last.isProfile() == record.isProfile()
                            && last.partition == record.partition;
            time = samePartition ? Math.max(time, record.time) : record.time;
            timed.add(new Timed(time, record));
            last = record;
        }
        // A profile has the plays of its own millisecond.
        timed.sort(
                Comparator.comparingLong(Timed::time)
                        .thenComparing(each -> !each.record().isProfile())
                        .thenComparing(Timed::record, PLACE));
        return timed.stream().map(Timed::record).toList();
    }

    /** A record with a time that never runs backwards within its partition. */
    private record Timed(long time, HistoryRecord record) {}
}
