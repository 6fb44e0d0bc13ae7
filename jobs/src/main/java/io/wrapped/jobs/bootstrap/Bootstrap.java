package io.wrapped.jobs.bootstrap;

import io.wrapped.jobs.WrappedPipeline;
import io.wrapped.jobs.archive.Archive;
import io.wrapped.jobs.archive.ArchivePartition;
import io.wrapped.jobs.savepoint.BoundedJob;
import io.wrapped.jobs.savepoint.SavepointContents;
import io.wrapped.jobs.savepoint.SavepointException;
import io.wrapped.jobs.savepoint.SavepointOrigin;
import io.wrapped.jobs.savepoint.StateCounts;
import io.wrapped.jobs.savepoint.WriteListeners;
import io.wrapped.operators.listener.StoredListener;
import io.wrapped.operators.listener.StoredTasks;
import io.wrapped.sinks.archive.ArchiveKind;
import io.wrapped.state.review.ReviewConfig;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.state.api.OperatorIdentifier;
import org.apache.flink.state.api.OperatorTransformation;
import org.apache.flink.state.api.SavepointWriter;
import org.apache.flink.state.api.StateBootstrapTransformation;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A bounded Flink job within this process that makes a savepoint of an archive:
 *
 * <ol>
 *   <li>each partition of the archive is read in the order of its offsets;
 *   <li>plays and profiles are sorted by listener, on disk where memory does not hold them;
 *   <li>each listener's history is folded at once;
 *   <li>what comes of it is written as the state of the operator that keeps listeners.
 * </ol>
 *
 * <p>The savepoint is then read back and counted.
 */
public final class Bootstrap {
    private final Archive archive;
    private final String folder;
    private final int parallelism;
    private final int maxParallelism;
    private final boolean allowGaps;

    /**
     * What was done.
     *
     * @param savepoint as a URI
     * @param plays that were read, short ones too
     * @param copies of records, which were left out
     * @param startOffsets behind the archive's last records, as {@link
     *     io.wrapped.jobs.KafkaOptions#START_OFFSETS} wants them
     * @param state what the savepoint holds
     */
    public record Summary(
            String savepoint,
            long plays,
            long profiles,
            long copies,
            Map<String, String> startOffsets,
            StateCounts state) {}

    /**
     * @param savepoint folder to be made, or its URI
     * @param maxParallelism that of the job which is to start from it
     * @param allowGaps whether offsets may be missing from the archive
     */
    public Bootstrap(
            Archive archive,
            String savepoint,
            int parallelism,
            int maxParallelism,
            boolean allowGaps) {
        this.archive = archive;
        this.folder = savepoint;
        this.parallelism = parallelism;
        this.maxParallelism = maxParallelism;
        this.allowGaps = allowGaps;
    }

    /**
     * Makes the savepoint.
     *
     * @param read is told now and then how many records have been read
     * @throws IOException when the archive cannot be read, or the savepoint not be written
     */
    public Summary run(LongConsumer read) throws IOException, SavepointException {
        String savepoint = BoundedJob.newFolder(folder);
        List<ArchiveSlice> slices = slices();
        if (slices.isEmpty()) {
            throw new IOException("nothing is in the archive yet");
        }
        StreamExecutionEnvironment environment = BoundedJob.environment(parallelism);
        add(environment, slices, savepoint);
        JobExecutionResult result =
                BoundedJob.run(
                        environment,
                        "bootstrap",
                        counts ->
                                read.accept(
                                        count(counts, ReadSlice.PLAYS)
                                                + count(counts, ReadSlice.PROFILES)));
        long listeners = result.getAccumulatorResult(FoldHistory.LISTENERS);
        StateCounts state;
        try {
            state = SavepointContents.open(savepoint).counts();
        } catch (SavepointException e) {
            BoundedJob.delete(savepoint);
            throw e;
        }
        if (state.users() != listeners) {
            BoundedJob.delete(savepoint);
            throw new IOException(
                    "of %d listeners %d were written; the log says why"
                            .formatted(listeners, state.users()));
        }
        long erasuresUntil = result.getAccumulatorResult(ReadSlice.ERASURES_UNTIL);
        // Without any profile there is no erasure in it either.
        SavepointOrigin.write(
                savepoint, erasuresUntil == Long.MAX_VALUE ? 0 : erasuresUntil, archive.location());
        return new Summary(
                savepoint,
                result.getAccumulatorResult(ReadSlice.PLAYS),
                result.getAccumulatorResult(ReadSlice.PROFILES),
                result.getAccumulatorResult(ReadSlice.COPIES),
                startOffsets(result.getAccumulatorResult(ReadSlice.ENDS)),
                state);
    }

    private static Map<String, String> startOffsets(List<String> ends) {
        Map<String, String> offsets = new TreeMap<>();
        for (String end : ends) {
            int colon = end.lastIndexOf(':');
            offsets.put(end.substring(0, colon), end.substring(colon + 1));
        }
        return offsets;
    }

    private List<ArchiveSlice> slices() throws IOException {
        List<ArchiveSlice> slices = new ArrayList<>();
        for (ArchiveKind kind : ArchiveKind.values()) {
            for (ArchivePartition partition : archive.partitions(kind)) {
                slices.add(
                        new ArchiveSlice(
                                kind == ArchiveKind.PROFILE,
                                partition.number(),
                                partition.files().stream().map(URI::toString).toList(),
                                partition.bytes()));
            }
        }
        return slices;
    }

    private void add(
            StreamExecutionEnvironment environment, List<ArchiveSlice> slices, String savepoint) {
        DataStream<StoredListener> listeners =
                environment
                        .fromData(slices, TypeInformation.of(ArchiveSlice.class))
                        .rebalance()
                        .flatMap(new ReadSlice(ReviewConfig.DEFAULT.streamMs(), allowGaps))
                        .returns(TypeInformation.of(HistoryRecord.class))
                        .keyBy(HistoryRecord::userId)
                        .process(new FoldHistory())
                        .returns(StoredListener.TYPE);
        StateBootstrapTransformation<StoredListener> state =
                OperatorTransformation.bootstrapWith(listeners)
                        .keyBy(StoredListener::userId)
                        .transform(
                                new WriteListeners(StoredTasks.unread(System.currentTimeMillis())));
        SavepointWriter.newSavepoint(environment, new EmbeddedRocksDBStateBackend(), maxParallelism)
                .withOperator(OperatorIdentifier.forUid(WrappedPipeline.LISTENERS), state)
                .write(savepoint);
    }

    private static long count(Map<String, Object> counts, String name) {
        return counts.get(name) instanceof Long count ? count : 0;
    }
}
