package io.wrapped.operators.serialization;

import io.wrapped.state.rollup.Codec;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Serializes by one of the {@link StateType}s' codecs. Its snapshot names the type and the version
 * of its encoding: state of an older version is read by it and written anew, state of a newer
 * version is refused.
 */
public final class CodecSerializer<T> extends TypeSerializer<T> {
    private static final long serialVersionUID = 1L;

    private final StateType type;
    private final int readVersion;
    private transient Codec<T> codec;

    /** A serializer that writes and reads the newest version. */
    public CodecSerializer(StateType type) {
        this(type, type.codec().version());
    }

    CodecSerializer(StateType type, int readVersion) {
        this.type = type;
        this.readVersion = readVersion;
        this.codec = codecOf(type);
    }

    StateType type() {
        return type;
    }

    int readVersion() {
        return readVersion;
    }

    @Override
    public void serialize(T value, DataOutputView target) throws IOException {
        codec.write(value, target);
    }

    @Override
    public T deserialize(DataInputView source) throws IOException {
        return codec.read(source, readVersion);
    }

    @Override
    public T deserialize(T reuse, DataInputView source) throws IOException {
        return deserialize(source);
    }

    @Override
    public T copy(T from) {
        if (type.immutable()) {
            return from;
        }
        try {
            DataOutputSerializer written = new DataOutputSerializer(256);
            codec.write(from, written);
            return codec.read(
                    new DataInputDeserializer(written.getSharedBuffer(), 0, written.length()),
                    codec.version());
        } catch (IOException e) {
            throw new IllegalStateException("a value in memory cannot be copied: " + type, e);
        }
    }

    @Override
    public T copy(T from, T reuse) {
        return copy(from);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        serialize(deserialize(source), target);
    }

    @Override
    public boolean isImmutableType() {
        return type.immutable();
    }

    @Override
    public TypeSerializer<T> duplicate() {
        return this;
    }

    @Override
    @SuppressWarnings("NullAway") // Flink's contract: null where none can be made.
    public T createInstance() {
        return null;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public TypeSerializerSnapshot<T> snapshotConfiguration() {
        return new CodecSerializerSnapshot<>(type, codec.version());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CodecSerializer<?> serializer
                && serializer.type == type
                && serializer.readVersion == readVersion;
    }

    @Override
    public int hashCode() {
        return type.hashCode() + readVersion;
    }

    private void readObject(java.io.ObjectInputStream in)
            throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        codec = codecOf(type);
    }

    @SuppressWarnings("unchecked")
    private static <T> Codec<T> codecOf(StateType type) {
        return (Codec<T>) type.codec();
    }
}
