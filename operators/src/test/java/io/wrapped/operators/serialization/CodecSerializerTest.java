package io.wrapped.operators.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wrapped.state.rollup.DayRollup;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class CodecSerializerTest {
    private static final CodecSerializer<DayRollup> DAYS =
            new CodecSerializer<>(StateType.DAY_ROLLUP);

    @Test
    void aSnapshotOfTheSameVersionIsCompatibleAsItIs() throws IOException {
        assertThat(snapshot("day-rollup", 1).resolve().isCompatibleAsIs()).isTrue();
    }

    @Test
    void aSnapshotOfAnOlderVersionIsReadByItAndWrittenAnew() throws IOException {
        Resolved older = snapshot("day-rollup", 0);

        assertThat(older.resolve().isCompatibleAfterMigration()).isTrue();
        assertThat(
                        ((CodecSerializer<DayRollup>) older.snapshot().restoreSerializer())
                                .readVersion())
                .isZero();
    }

    @Test
    void aSnapshotOfANewerVersionIsRefused() throws IOException {
        Resolved newer = snapshot("day-rollup", 2);

        assertThat(newer.resolve().isIncompatible()).isTrue();
        assertThatThrownBy(() -> newer.snapshot().restoreSerializer())
                .hasMessageContaining("day-rollup in version 2")
                .hasMessageContaining("up to 1");
    }

    @Test
    void aSnapshotOfAnotherTypeIsRefused() throws IOException {
        assertThat(snapshot("items", 1).resolve().isIncompatible()).isTrue();
        assertThatThrownBy(() -> snapshot("unheard-of", 1)).hasMessageContaining("unheard-of");
    }

    @Test
    void aCopyIsIndependent() throws Exception {
        DayRollup day = new DayRollup();
        day.add(1, 1, 30_000);

        DayRollup copy = InstantiationUtil.clone(DAYS).copy(day);
        day.add(2, 1, 30_000);

        assertThat(copy.size()).isEqualTo(1);
    }

    private record Resolved(TypeSerializerSnapshot<DayRollup> snapshot) {
        TypeSerializerSchemaCompatibility<DayRollup> resolve() {
            return DAYS.snapshotConfiguration().resolveSchemaCompatibility(snapshot);
        }
    }

    /** As a savepoint holds it. */
    private static Resolved snapshot(String typeId, int version) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(16);
        out.writeUTF(typeId);
        out.writeInt(version);
        CodecSerializerSnapshot<DayRollup> snapshot = new CodecSerializerSnapshot<>();
        snapshot.readSnapshot(
                1,
                new DataInputDeserializer(out.getCopyOfBuffer()),
                CodecSerializerTest.class.getClassLoader());
        return new Resolved(snapshot);
    }
}
