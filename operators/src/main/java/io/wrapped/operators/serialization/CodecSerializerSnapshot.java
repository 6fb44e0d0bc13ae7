package io.wrapped.operators.serialization;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** Tells, in a savepoint, which type was written in which version of its encoding. */
public final class CodecSerializerSnapshot<T> implements TypeSerializerSnapshot<T> {
    private @Nullable StateType type;
    private int version;

    /** For Flink, which fills it by {@link #readSnapshot}. */
    public CodecSerializerSnapshot() {}

    CodecSerializerSnapshot(StateType type, int version) {
        this.type = type;
        this.version = version;
    }

    @Override
    public int getCurrentVersion() {
        return 1;
    }

    @Override
    public void writeSnapshot(DataOutputView out) throws IOException {
        out.writeUTF(type().codec().id());
        out.writeInt(version);
    }

    @Override
    public void readSnapshot(int readVersion, DataInputView in, ClassLoader classLoader)
            throws IOException {
        type = StateType.ofId(in.readUTF());
        version = in.readInt();
    }

    @Override
    public TypeSerializer<T> restoreSerializer() {
        if (version > type().codec().version()) {
            throw new IllegalStateException(
                    "The savepoint holds "
                            + type().codec().id()
                            + " in version "
                            + version
                            + ", this job knows versions up to "
                            + type().codec().version()
                            + ": run the release that wrote it, or a newer one.");
        }
        return new CodecSerializer<>(type(), version);
    }

    @Override
    public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
            TypeSerializerSnapshot<T> oldSnapshot) {
        if (!(oldSnapshot instanceof CodecSerializerSnapshot<T> old)
                || old.type() != type()
                || old.version > version) {
            return TypeSerializerSchemaCompatibility.incompatible();
        }
        return old.version == version
                ? TypeSerializerSchemaCompatibility.compatibleAsIs()
                : TypeSerializerSchemaCompatibility.compatibleAfterMigration();
    }

    private StateType type() {
        if (type == null) {
            throw new IllegalStateException("the snapshot was not read yet");
        }
        return type;
    }
}
