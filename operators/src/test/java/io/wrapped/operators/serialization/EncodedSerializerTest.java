package io.wrapped.operators.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class EncodedSerializerTest {
    private static final EncodedSerializer PARTS = new EncodedSerializer(StateType.SETTLED_PART);

    @Test
    void valuesOfAnyLengthAreReadAsTheyWereWritten() throws Exception {
        DataOutputSerializer out = new DataOutputSerializer(16);
        byte[][] values = {{}, {1}, new byte[127], new byte[128], new byte[70_000]};
        for (byte[] value : values) {
            new Random(value.length).nextBytes(value);
            InstantiationUtil.clone(PARTS).serialize(value, out);
        }
        DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
        for (byte[] value : values) {
            assertThat(PARTS.deserialize(in)).isEqualTo(value);
        }
        assertThat(in.available()).isZero();
    }

    /** Savepoints hold values and serializers so: neither may ever be written differently. */
    @Test
    void valuesAndSnapshotsAreWrittenInTheKnownEncoding() throws IOException {
        DataOutputSerializer value = new DataOutputSerializer(16);
        PARTS.serialize(new byte[200], value);
        DataOutputSerializer snapshot = new DataOutputSerializer(64);
        for (StateType type : StateType.values()) {
            new EncodedSerializer(type).snapshotConfiguration().writeSnapshot(snapshot);
        }

        assertThat(HexFormat.of().formatHex(value.getCopyOfBuffer()))
                .isEqualTo("c801" + "00".repeat(200));
        assertThat(new String(snapshot.getCopyOfBuffer(), StandardCharsets.ISO_8859_1))
                .isEqualTo(
                        "\0\10listener\0\0\0\2"
                                + "\0\14settled-part\0\0\0\1"
                                + "\0\5plays\0\0\0\1"
                                + "\0\12exclusions\0\0\0\2"
                                + "\0\13replay-mark\0\0\0\1"
                                + "\0\12replay-end\0\0\0\1");
    }

    @Test
    void stateOfTheSameOrAnOlderVersionIsTakenAsItIs() throws IOException {
        assertThat(resolve(snapshot("settled-part", 1)).isCompatibleAsIs()).isTrue();
        assertThat(resolve(snapshot("settled-part", 0)).isCompatibleAsIs()).isTrue();
    }

    @Test
    void aSnapshotOfANewerVersionIsRefused() throws IOException {
        EncodedSerializerSnapshot newer = snapshot("settled-part", 2);

        assertThat(resolve(newer).isIncompatible()).isTrue();
        assertThatThrownBy(newer::restoreSerializer)
                .hasMessageContaining("settled-part in version 2")
                .hasMessageContaining("up to 1");
    }

    @Test
    void aSnapshotOfAnotherTypeIsRefused() throws IOException {
        assertThat(resolve(snapshot("listener", 1)).isIncompatible()).isTrue();
        assertThatThrownBy(() -> snapshot("unheard-of", 1)).hasMessageContaining("unheard-of");
    }

    private static TypeSerializerSchemaCompatibility<byte[]> resolve(
            EncodedSerializerSnapshot old) {
        return PARTS.snapshotConfiguration().resolveSchemaCompatibility(old);
    }

    /** As a savepoint holds it. */
    private static EncodedSerializerSnapshot snapshot(String typeId, int version)
            throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(16);
        out.writeUTF(typeId);
        out.writeInt(version);
        EncodedSerializerSnapshot snapshot = new EncodedSerializerSnapshot();
        snapshot.readSnapshot(
                1,
                new DataInputDeserializer(out.getCopyOfBuffer()),
                EncodedSerializerTest.class.getClassLoader());
        return snapshot;
    }
}
