package io.wrapped.jobs.imports;

import com.fasterxml.jackson.databind.JsonNode;
import io.wrapped.state.contract.Play;
import io.wrapped.state.contract.RefusedException;
import io.wrapped.state.contract.Source;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Listens of a ListenBrainz export, whose user is the one who brings it, or of a dump, which names
 * its users and calls the start {@code timestamp}.
 */
final class ListenBrainzRows implements RowParser<JsonNode> {
    private final String userId;
    private final Scrobbles scrobbles;

    ListenBrainzRows(String userId, Scrobbles scrobbles) {
        this.userId = userId;
        this.scrobbles = scrobbles;
    }

    @Override
    public boolean isOfFormat(JsonNode row) {
        return row.has("track_metadata") || row.has("listened_at");
    }

    @Override
    public Play parse(JsonNode row) throws RefusedException {
        JsonNode track = row.path("track_metadata");
        if (!track.isObject()) {
            throw RowFields.refused("not a listen");
        }
        Source source =
                new Source(
                        RowFields.text(track, "track_name"),
                        RowFields.text(track, "artist_name"),
                        RowFields.text(track, "release_name"),
                        null);
        String named = RowFields.id(row, "user_name");
        return scrobbles.play(
                named == null ? userId : named,
                source,
                startedAt(row),
                length(track.path("additional_info")));
    }

    private static long startedAt(JsonNode row) throws RefusedException {
        JsonNode seconds = row.path(row.has("listened_at") ? "listened_at" : "timestamp");
        Long epochSeconds = RowFields.wholeNumber(seconds);
        if (epochSeconds == null) {
            throw RowFields.refused("unreadable time");
        }
        if (Math.abs(epochSeconds) > Long.MAX_VALUE / 1000) {
            throw RowFields.refused("ended_at out of bounds");
        }
        return epochSeconds * 1000;
    }

    private static @Nullable Long length(JsonNode info) {
        Long ms = positive(info.path("duration_ms"), BigDecimal.ONE);
        return ms != null ? ms : positive(info.path("duration"), BigDecimal.valueOf(1000));
    }

    /** Clients write numbers as texts too; what is no number, or none above 0, says nothing. */
    private static @Nullable Long positive(JsonNode value, BigDecimal unit) {
        if (!value.isNumber() && !value.isTextual()) {
            return null;
        }
        try {
            BigDecimal ms = new BigDecimal(value.asText().strip()).multiply(unit);
            if (ms.compareTo(BigDecimal.ONE) < 0) {
                return null;
            }
            // Beyond a long is beyond the bound of a play too, which is checked later.
            return ms.precision() - ms.scale() > 18 ? Long.MAX_VALUE : ms.longValue();
        } catch (ArithmeticException | NumberFormatException e) {
            return null;
        }
    }
}
