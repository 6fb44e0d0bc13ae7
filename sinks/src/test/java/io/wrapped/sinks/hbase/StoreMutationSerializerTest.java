package io.wrapped.sinks.hbase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.RequestEntryWrapper;
import org.junit.jupiter.api.Test;

class StoreMutationSerializerTest {
    private static final String VERSION_1 =
            "ffffffffffffffff000000020000000000000017000375736500000001000001720009323032"
                    + "353a6c6976650000000000000007000000027b7d000000000000001400037573650000000101"
                    + "000164000832303234303530350000000000000008";

    private final StoreMutationSerializer serializer = new StoreMutationSerializer();

    @Test
    void whatWasBufferedIsReadBack() throws IOException {
        List<StoreMutation> mutations =
                List.of(
                        StoreMutation.putReview("Zoë", 2025, Slot.FINAL, "{\"a\":\"ü\"}", 1L << 60),
                        StoreMutation.deleteDay("u", 20_000, 5),
                        StoreMutation.eraseUser("u", 6));
        byte[] bytes = serializer.serialize(state(mutations));
        List<StoreMutation> read = mutations(serializer.deserialize(1, bytes));
        assertThat(read).usingRecursiveComparison().isEqualTo(mutations);
    }

    @Test
    void stateOfVersionOneStaysReadable() throws IOException {
        BufferedRequestState<StoreMutation> state =
                serializer.deserialize(1, HexFormat.of().parseHex(VERSION_1));
        assertThat(mutations(state)).usingRecursiveComparison().isEqualTo(two());
    }

    /** Another encoding is another version, and goes beside this one. */
    @Test
    void stateIsWrittenInTheKnownEncoding() throws IOException {
        assertThat(serializer.getVersion()).isEqualTo(1);
        assertThat(HexFormat.of().formatHex(serializer.serialize(state(two()))))
                .isEqualTo(VERSION_1);
    }

    private static List<StoreMutation> two() {
        return List.of(
                StoreMutation.putReview("use", 2025, Slot.LIVE, "{}", 7),
                StoreMutation.deleteDay("use", 19_848, 8));
    }

    @Test
    void stateOfALaterReleaseIsRefused() {
        assertThatThrownBy(() -> serializer.deserialize(2, new byte[0]))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("state has version 2, this release reads version 1");
    }

    private static BufferedRequestState<StoreMutation> state(List<StoreMutation> mutations) {
        return new BufferedRequestState<>(
                mutations.stream()
                        .map(
                                mutation ->
                                        new RequestEntryWrapper<>(mutation, mutation.sizeInBytes()))
                        .toList());
    }

    private static List<StoreMutation> mutations(BufferedRequestState<StoreMutation> state) {
        return state.getBufferedRequestEntries().stream()
                .map(RequestEntryWrapper::getRequestEntry)
                .toList();
    }
}
