package io.wrapped.operators.decode;

import io.wrapped.operators.source.RawRecord;
import io.wrapped.state.contract.ArchivedRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Hands accepted records to the archive. Tells with each how many offsets right before it hold
 * nothing to be kept, so that a reader can tell a private play from a lost file.
 */
public final class ArchiveOutput {
    /** What is to be archived. */
    public static final OutputTag<ArchivedRecord> ARCHIVED =
            new OutputTag<>("archived", TypeInformation.of(ArchivedRecord.class));

    /**
     * By partition, the offset of the last record that was archived. Of several entries the
     * greatest holds: partitions go from task to task. Empty while nothing is archived, since what
     * is read then is missing from the archive.
     */
    private static final ListStateDescriptor<Tuple2<Integer, Long>> STATE =
            new ListStateDescriptor<>("archived-up-to", Types.TUPLE(Types.INT, Types.LONG));

    private final boolean wanted;
    private final ListState<Tuple2<Integer, Long>> state;
    private final TaskInfo task;
    private final Map<Integer, Long> before = new HashMap<>();
    private final Map<Integer, Long> since = new HashMap<>();

    ArchiveOutput(boolean wanted, OperatorStateStore store, TaskInfo task) throws Exception {
        this.wanted = wanted;
        this.state = store.getUnionListState(STATE);
        this.task = task;
        for (Tuple2<Integer, Long> entry : state.get()) {
            before.merge(entry.f0, entry.f1, Math::max);
        }
    }

    /**
     * Archives a record that was accepted, where that is wanted.
     *
     * @param value what is kept of it
     */
    void keep(RawRecord record, byte[] value, ProcessFunction<RawRecord, ?>.Context context) {
        if (!wanted) {
            return;
        }
        Long last = since.put(record.partition(), record.offset());
        context.output(
                ARCHIVED,
                new ArchivedRecord(
                        record.partition(),
                        record.offset(),
                        skipped(
                                last == null ? before.get(record.partition()) : last,
                                record.offset()),
                        record.timestamp(),
                        record.importClock(),
                        value));
    }

    private static @Nullable Long skipped(@Nullable Long last, long offset) {
        // Offsets begin again in a topic that was made anew.
        return last == null || offset <= last ? null : offset - last - 1;
    }

    void snapshot() throws Exception {
        List<Tuple2<Integer, Long>> entries = new ArrayList<>();
        if (wanted) {
            since.forEach((partition, offset) -> entries.add(Tuple2.of(partition, offset)));
            // Whoever reads a partition may have read nothing of it yet: one task remembers it.
            before.forEach(
                    (partition, offset) -> {
                        if (partition % task.getNumberOfParallelSubtasks()
                                == task.getIndexOfThisSubtask()) {
                            entries.add(Tuple2.of(partition, offset));
                        }
                    });
        }
        state.update(entries);
    }
}
