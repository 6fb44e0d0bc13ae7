package io.wrapped.operators.serialization;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * Tells, in a savepoint, which type was kept and the newest version of its encoding that may be
 * among the values. Older versions are read as they are, a newer one is refused.
 */
public final class EncodedSerializerSnapshot implements TypeSerializerSnapshot<byte[]> {
    private @Nullable StateType type;
    private int version;

    /** For Flink, which fills it by {@link #readSnapshot}. */
    public EncodedSerializerSnapshot() {}

    EncodedSerializerSnapshot(StateType type, int version) {
        this.type = type;
        this.version = version;
    }

    @Override
    public int getCurrentVersion() {
        return 1;
    }

    @Override
    public void writeSnapshot(DataOutputView out) throws IOException {
        out.writeUTF(type().id());
        out.writeInt(version);
    }

    @Override
    public void readSnapshot(int readVersion, DataInputView in, ClassLoader classLoader)
            throws IOException {
        type = StateType.ofId(in.readUTF());
        version = in.readInt();
    }

    @Override
    public TypeSerializer<byte[]> restoreSerializer() {
        if (version > type().version()) {
            throw new IllegalStateException(
                    "The savepoint holds "
                            + type().id()
                            + " in version "
                            + version
                            + ", this job knows versions up to "
                            + type().version()
                            + ": run the release that wrote it, or a newer one.");
        }
        return new EncodedSerializer(type());
    }

    @Override
    public TypeSerializerSchemaCompatibility<byte[]> resolveSchemaCompatibility(
            TypeSerializerSnapshot<byte[]> oldSnapshot) {
        return oldSnapshot instanceof EncodedSerializerSnapshot old
                        && old.type() == type()
                        && old.version <= version
                ? TypeSerializerSchemaCompatibility.compatibleAsIs()
                : TypeSerializerSchemaCompatibility.incompatible();
    }

    private StateType type() {
        if (type == null) {
            throw new IllegalStateException("the snapshot was not read yet");
        }
        return type;
    }
}
