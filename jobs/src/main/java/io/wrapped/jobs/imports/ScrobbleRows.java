package io.wrapped.jobs.imports;

import io.wrapped.state.contract.Play;
import io.wrapped.state.contract.RefusedException;
import io.wrapped.state.contract.Source;
import java.util.List;

/** Rows of a CSV of Last.fm scrobbles. */
final class ScrobbleRows implements RowParser<List<String>> {
    private final ScrobbleColumns columns;
    private final String userId;
    private final Scrobbles scrobbles;

    ScrobbleRows(ScrobbleColumns columns, String userId, Scrobbles scrobbles) {
        this.columns = columns;
        this.userId = userId;
        this.scrobbles = scrobbles;
    }

    @Override
    public boolean isOfFormat(List<String> fields) {
        return true;
    }

    /** A name with a bare delimiter moves every field behind it, so the count must be exact. */
    boolean isWhole(List<String> fields) {
        return fields.size() == columns.count();
    }

    @Override
    public Play parse(List<String> fields) throws RefusedException {
        if (!isWhole(fields)) {
            throw RowFields.refused("wrong number of columns");
        }
        Source source =
                new Source(
                        fields.get(columns.title()),
                        fields.get(columns.artist()),
                        columns.album(fields),
                        null);
        long startedAt = ScrobbleTime.parse(columns.time(fields));
        return scrobbles.play(columns.user(fields, userId), source, startedAt, null);
    }
}
