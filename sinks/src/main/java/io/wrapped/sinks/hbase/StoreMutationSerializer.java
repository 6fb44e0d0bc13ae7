package io.wrapped.sinks.hbase;

import io.wrapped.sinks.hbase.StoreCell.Action;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.connector.base.sink.writer.AsyncSinkWriterStateSerializer;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.jspecify.annotations.Nullable;

/** Keeps in checkpoints what the sink has not sent yet. */
final class StoreMutationSerializer extends AsyncSinkWriterStateSerializer<StoreMutation> {
    private static final int VERSION = 1;
    private static final Action[] ACTIONS = Action.values();

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public BufferedRequestState<StoreMutation> deserialize(int version, byte[] serialized)
            throws IOException {
        if (version != VERSION) {
            throw new IOException(
                    "the HBase sink's state has version "
                            + version
                            + ", this release reads version "
                            + VERSION);
        }
        return super.deserialize(version, serialized);
    }

    @Override
    protected void serializeRequestToStream(StoreMutation mutation, DataOutputStream out)
            throws IOException {
        out.writeUTF(mutation.userId());
        out.writeInt(mutation.cells().size());
        for (StoreCell cell : mutation.cells()) {
            out.writeByte(cell.action().ordinal());
            out.writeUTF(cell.family());
            out.writeUTF(cell.qualifier());
            out.writeLong(cell.version());
            byte @Nullable [] value = cell.value();
            if (value != null) {
                out.writeInt(value.length);
                out.write(value);
            }
        }
    }

    @Override
    protected StoreMutation deserializeRequestFromStream(long requestSize, DataInputStream in)
            throws IOException {
        String userId = in.readUTF();
        int size = in.readInt();
        List<StoreCell> cells = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            cells.add(readCell(in));
        }
        return new StoreMutation(userId, cells);
    }

    private static StoreCell readCell(DataInputStream in) throws IOException {
        Action action = ACTIONS[in.readByte()];
        String family = in.readUTF();
        String qualifier = in.readUTF();
        long version = in.readLong();
        byte @Nullable [] value = null;
        if (action == Action.PUT) {
            value = in.readNBytes(in.readInt());
        }
        return new StoreCell(action, family, qualifier, value, version);
    }
}
