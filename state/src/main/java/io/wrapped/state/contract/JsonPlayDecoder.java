package io.wrapped.state.contract;

/** Plays as JSON in UTF-8, one a record, see {@link JsonRecords}. */
public final class JsonPlayDecoder implements PlayDecoder {
    @Override
    public Play decode(PlayRecord record) throws RefusedException {
        return JsonRecords.unboundedPlay(record.value());
    }
}
