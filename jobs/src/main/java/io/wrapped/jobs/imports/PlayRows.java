package io.wrapped.jobs.imports;

import io.wrapped.state.contract.JsonRecords;
import io.wrapped.state.contract.Play;
import io.wrapped.state.contract.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

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

    /** Bytes that are no UTF-8 are refused last, when the play's privacy is known. */
    @Override
    public Play parse(byte[] line) throws RefusedException {
        String text = new String(line, StandardCharsets.UTF_8);
        Play play = JsonRecords.play(text, now);
        if (!Arrays.equals(text.getBytes(StandardCharsets.UTF_8), line)) {
            throw new RefusedException("not UTF-8", play.privateSession());
        }
        return play;
    }
}
