package io.wrapped.operators.serialization;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Keeps values that are encoded already, each behind its length. Every value carries the version of
 * its encoding, so state of an older one is not rewritten when it is restored but when it changes;
 * the serializer's snapshot tells the newest version that may be there.
 */
public final class EncodedSerializer extends TypeSerializer<byte[]> {
    private static final long serialVersionUID = 1L;
    private static final byte[] EMPTY = {};

    private final StateType type;

    public EncodedSerializer(StateType type) {
        this.type = type;
    }

    @Override
    public void serialize(byte[] value, DataOutputView target) throws IOException {
        int rest = value.length;
        while (rest > 0x7f) {
            target.writeByte(rest | 0x80);
            rest >>>= 7;
        }
        target.writeByte(rest);
        target.write(value);
    }

    @Override
    public byte[] deserialize(DataInputView source) throws IOException {
        byte[] value = new byte[readLength(source)];
        source.readFully(value);
        return value;
    }

    private static int readLength(DataInputView source) throws IOException {
        int length = 0;
        for (int shift = 0; ; shift += 7) {
            int read = source.readUnsignedByte();
            length |= (read & 0x7f) << shift;
            if (read < 0x80) {
                return length;
            }
        }
    }

    @Override
    public byte[] deserialize(byte[] reuse, DataInputView source) throws IOException {
        return deserialize(source);
    }

    /** Encoded values are never changed in place. */
    @Override
    public byte[] copy(byte[] from) {
        return from;
    }

    @Override
    public byte[] copy(byte[] from, byte[] reuse) {
        return from;
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        serialize(deserialize(source), target);
    }

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public TypeSerializer<byte[]> duplicate() {
        return this;
    }

    @Override
    public byte[] createInstance() {
        return EMPTY;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public TypeSerializerSnapshot<byte[]> snapshotConfiguration() {
        return new EncodedSerializerSnapshot(type, type.version());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EncodedSerializer serializer && serializer.type == type;
    }

    @Override
    public int hashCode() {
        return type.hashCode();
    }
}
