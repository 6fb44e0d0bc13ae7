package io.wrapped.sinks.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** What stands in savepoints must stay readable. */
class PendingFileSerializerTest {
    private static final byte[] VERSION_1 =
            HexFormat.of().parseHex("000c66696c653a2f612f706c61790000000209");

    private final PendingFileSerializer serializer = new PendingFileSerializer();

    @Test
    void readsAndWritesVersion1() throws Exception {
        PendingFile file = new PendingFile("file:/a/play", 2, new byte[] {9});

        assertThat(serializer.serialize(file)).isEqualTo(VERSION_1);
        assertThat(serializer.deserialize(1, VERSION_1)).usingRecursiveComparison().isEqualTo(file);
    }

    @Test
    void refusesWhatANewerReleaseWrote() {
        assertThatThrownBy(() -> serializer.deserialize(2, VERSION_1))
                .hasMessageContaining("has version 2, this release reads version 1");
    }
}
