package io.wrapped.state.contract;

/** Plays as messages {@code Play} of {@code events.proto}, which is what is shipped by default. */
public final class ProtobufPlayDecoder implements PlayDecoder {
    @Override
    public Play decode(PlayRecord record) throws RefusedException {
        return ProtoRecords.unboundedPlay(record.value());
    }
}
