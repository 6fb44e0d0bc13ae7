package io.wrapped.jobs.imports;

import io.wrapped.state.contract.Play;
import io.wrapped.state.contract.RefusedException;
import io.wrapped.state.contract.Source;
import java.util.List;

/**
 * Rows of the Last.fm data set of a thousand users: user, time, artist id, artist, track id, track,
 * with tabs between and no quotes. Each row names its user.
 */
final class ThousandUsersRows implements RowParser<List<String>> {
    private static final int COLUMNS = 6;

    private final Scrobbles scrobbles;

    ThousandUsersRows(Scrobbles scrobbles) {
        this.scrobbles = scrobbles;
    }

    static boolean looksLikeRow(String line) {
        return line.split("\t", -1).length == COLUMNS;
    }

    @Override
    public boolean isOfFormat(List<String> fields) {
        return fields.size() == COLUMNS;
    }

    @Override
    public Play parse(List<String> fields) throws RefusedException {
        if (fields.size() != COLUMNS) {
            throw RowFields.refused("wrong number of columns");
        }
        Source source = new Source(fields.get(5), fields.get(3), null, null);
        return scrobbles.play(fields.get(0), source, ScrobbleTime.parse(fields.get(1)), null);
    }
}
