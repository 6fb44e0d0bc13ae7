package io.wrapped.state.contract;

import io.wrapped.state.kit.PlayDecoderKit;
import java.util.Arrays;
import java.util.Map;

class ProtobufPlayDecoderTest extends PlayDecoderKit {
    @Override
    protected String format() {
        return PlayFormat.PROTOBUF;
    }

    @Override
    protected PlayRecord record(Play play) {
        return record(ProtoRecords.bytes(play));
    }

    @Override
    protected Map<String, PlayRecord> broken() {
        return Map.of(
                "nothing", record(new byte[0]),
                "another message", record(new byte[] {0x08, 0x2a}),
                "cut off", record(cutOff(false)));
    }

    @Override
    protected Map<String, PlayRecord> brokenPrivate() {
        return Map.of("cut off", record(cutOff(true)));
    }

    private static byte[] cutOff(boolean isPrivate) {
        byte[] whole = ProtoRecords.bytes(Plays.of(isPrivate, 50_000));
        return Arrays.copyOf(whole, whole.length - 1);
    }

    private static PlayRecord record(byte[] value) {
        return new PlayRecord(value, null, 0);
    }
}
