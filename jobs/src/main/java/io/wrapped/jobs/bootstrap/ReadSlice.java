package io.wrapped.jobs.bootstrap;

import io.wrapped.jobs.archive.ArchivePartition;
import io.wrapped.jobs.archive.ArchivedRecords;
import io.wrapped.jobs.archive.OffsetRanges.OffsetRange;
import io.wrapped.state.contract.ArchivedRecord;
import io.wrapped.state.contract.Play;
import io.wrapped.state.contract.ProtoRecords;
import io.wrapped.state.contract.RefusedException;
import io.wrapped.state.rollup.PlayCodec;
import io.wrapped.state.rollup.PlayEvent;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.apache.flink.api.common.accumulators.ListAccumulator;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.accumulators.LongMinimum;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.util.Collector;

/** Reads a partition of the archive, in the order of its offsets. */
final class ReadSlice extends RichFlatMapFunction<ArchiveSlice, HistoryRecord> {
    private static final long serialVersionUID = 1L;

    static final String PLAYS = "plays";
    static final String PROFILES = "profiles";
    static final String COPIES = "copies";

    /** Behind the last record of each partition: {@code kind/partition:offset}. */
    static final String ENDS = "ends";

    /**
     * Of the partitions of profiles, the earliest time at which one ends: erasures until then are
     * known, epoch milliseconds.
     */
    static final String ERASURES_UNTIL = "erasures-until";

    private final int minimumStreamMs;
    private final boolean allowGaps;

    private final LongCounter plays = new LongCounter();
    private final LongCounter profiles = new LongCounter();
    private final LongCounter copies = new LongCounter();
    private final ListAccumulator<String> ends = new ListAccumulator<>();
    private final LongMinimum erasuresUntil = new LongMinimum();

    /**
     * @param minimumStreamMs shorter plays are left out, milliseconds
     * @param allowGaps whether offsets may be missing
     */
    ReadSlice(int minimumStreamMs, boolean allowGaps) {
        this.minimumStreamMs = minimumStreamMs;
        this.allowGaps = allowGaps;
    }

    @Override
    public void open(OpenContext context) {
        getRuntimeContext().addAccumulator(PLAYS, plays);
        getRuntimeContext().addAccumulator(PROFILES, profiles);
        getRuntimeContext().addAccumulator(COPIES, copies);
        getRuntimeContext().addAccumulator(ENDS, ends);
        getRuntimeContext().addAccumulator(ERASURES_UNTIL, erasuresUntil);
    }

    @Override
    public void flatMap(ArchiveSlice slice, Collector<HistoryRecord> out) throws IOException {
        List<URI> files = slice.files().stream().map(URI::create).toList();
        ArchivePartition partition = new ArchivePartition(slice.partition(), files, slice.bytes());
        long newest = 0;
        try (ArchivedRecords records = partition.open()) {
            for (ArchivedRecord record = records.next(); record != null; record = records.next()) {
                newest = Math.max(newest, record.timestamp());
                try {
                    read(record, slice.profiles(), out);
                } catch (RefusedException e) {
                    throw new IOException(
                            "the "
                                    + name(slice)
                                    + " at offset "
                                    + record.offset()
                                    + " of partition "
                                    + record.partition()
                                    + " cannot be used: "
                                    + e.reason(),
                            e);
                }
            }
            copies.add(records.copies());
            if (slice.profiles()) {
                erasuresUntil.add(newest);
            }
            List<OffsetRange> gaps = records.ranges().gaps();
            if (!allowGaps && !gaps.isEmpty()) {
                throw new ArchiveGapException(name(slice), slice.partition(), gaps);
            }
            boolean lacksProfiles =
                    slice.profiles() && (records.ranges().from() > 0 || !gaps.isEmpty());
            if (lacksProfiles && !allowGaps) {
                throw new IOException(
                        "the archive's profiles of partition "
                                + slice.partition()
                                + " begin at offset "
                                + records.ranges().from()
                                + ": erasures and zones from before are not in it. --allow-gaps"
                                + " goes on all the same, and has the job read the topic of"
                                + " profiles from its start, which obeys the erasures");
            }
            if (!lacksProfiles) {
                ends.add(name(slice) + "/" + slice.partition() + ":" + (records.ranges().to() + 1));
            }
        }
    }

    private void read(ArchivedRecord record, boolean isProfile, Collector<HistoryRecord> out)
            throws RefusedException {
        if (isProfile) {
            profiles.add(1);
            out.collect(
                    new HistoryRecord(
                            ProtoRecords.profile(record.value()).userId(),
                            record.timestamp(),
                            record.partition(),
                            record.offset(),
                            null,
                            record.value()));
            return;
        }
        plays.add(1);
        Play play = ProtoRecords.play(record.value(), record.checkedAt());
        if (play.msPlayed() >= minimumStreamMs && !play.privateSession()) {
            out.collect(
                    new HistoryRecord(
                            play.userId(),
                            record.timestamp(),
                            record.partition(),
                            record.offset(),
                            PlayCodec.encode(PlayEvent.of(play, record.timestamp(), null)),
                            null));
        }
    }

    private static String name(ArchiveSlice slice) {
        return slice.profiles() ? "profile" : "play";
    }
}
