package io.wrapped.operators.listener;

import io.wrapped.state.contract.ProtoRecords;
import io.wrapped.state.contract.RefusedException;
import io.wrapped.state.contract.Trigger;
import io.wrapped.state.rollup.Origin;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.jspecify.annotations.Nullable;

/**
 * The triggers that this subtask has not told all of its listeners yet, in the order of the control
 * topic. Every subtask gets all of them back after a restart, whatever the parallelism: the
 * listeners themselves remember which ones have told them.
 */
final class PendingTriggers {
    /** Encoded triggers, version first; removed when told. */
    static final ListStateDescriptor<byte[]> STATE =
            new ListStateDescriptor<>("pending-triggers", BytePrimitiveArraySerializer.INSTANCE);

    static final int VERSION = 1;

    /** A trigger and where it stands in the control topic. */
    record Pending(Trigger trigger, long timestamp, long offset, @Nullable Origin origin) {}

    private final TreeMap<Long, Pending> byOffset = new TreeMap<>();

    void add(Pending trigger) {
        byOffset.putIfAbsent(trigger.offset(), trigger);
    }

    void remove(Pending trigger) {
        byOffset.remove(trigger.offset());
    }

    int size() {
        return byOffset.size();
    }

    /** The first trigger when all that came before it has been applied, else null. */
    @Nullable Pending next(long watermark) {
        Pending first = byOffset.isEmpty() ? null : byOffset.firstEntry().getValue();
        // Records of the same millisecond may stand before it.
        return first != null && first.timestamp() <= watermark ? first : null;
    }

    void snapshot(ListState<byte[]> state) throws Exception {
        List<byte[]> encoded = new ArrayList<>();
        for (Pending trigger : byOffset.values()) {
            encoded.add(encode(trigger));
        }
        state.update(encoded);
    }

    void restore(ListState<byte[]> state) throws Exception {
        for (byte[] encoded : state.get()) {
            add(decode(encoded));
        }
    }

    static byte[] encode(Pending pending) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(128);
        out.writeByte(VERSION);
        out.writeLong(pending.timestamp());
        out.writeLong(pending.offset());
        Origin origin = pending.origin();
        out.writeBoolean(origin != null);
        if (origin != null) {
            out.writeUTF(origin.importId());
            out.writeUTF(origin.topic());
            out.writeInt(origin.partition());
            out.writeLong(origin.offset());
        }
        byte[] trigger = ProtoRecords.bytes(pending.trigger());
        out.writeInt(trigger.length);
        out.write(trigger);
        return out.getCopyOfBuffer();
    }

    static Pending decode(byte[] encoded) throws IOException, RefusedException {
        DataInputDeserializer in = new DataInputDeserializer(encoded);
        int version = in.readUnsignedByte();
        if (version != VERSION) {
            throw new IOException(
                    "The savepoint holds a trigger in version "
                            + version
                            + ", this job knows version "
                            + VERSION);
        }
        long timestamp = in.readLong();
        long offset = in.readLong();
        Origin origin =
                in.readBoolean()
                        ? new Origin(in.readUTF(), in.readUTF(), in.readInt(), in.readLong())
                        : null;
        byte[] trigger = new byte[in.readInt()];
        in.readFully(trigger);
        return new Pending(ProtoRecords.trigger(trigger), timestamp, offset, origin);
    }
}
