package io.wrapped.jobs.imports;

import io.wrapped.state.contract.JsonRecords;
import io.wrapped.state.contract.Play;
import io.wrapped.state.contract.RefusedException;
import java.nio.charset.StandardCharsets;

/** Plays as JSON lines with the SPEC's own field names, event ids and users included. */
final class PlayRows implements RowParser<byte[]> {
    private final long now;

    PlayRows(long now) {
        this.now = now;
    }

    @Override
    public boolean isOfFormat(byte[] line) {
        String text = new String(line, StandardCharsets.UTF_8);
        return text.contains("\"content_uri\"") || text.contains("\"ended_at\"");
    }

    @Override
    public Play parse(byte[] line) throws RefusedException {
        return JsonRecords.play(line, now);
    }
}
