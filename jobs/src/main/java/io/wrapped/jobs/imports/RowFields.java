package io.wrapped.jobs.imports;

import com.fasterxml.jackson.databind.JsonNode;
import io.wrapped.state.contract.CodePoints;
import io.wrapped.state.contract.Names;
import io.wrapped.state.contract.RefusedException;
import org.jspecify.annotations.Nullable;

/** Typed fields of a row of JSON; null and absent are the same. */
final class RowFields {
    private RowFields() {}

    /** A text as it stands, or null. */
    static @Nullable String text(JsonNode row, String field) throws RefusedException {
        JsonNode value = row.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw refused(field + " is not a text");
        }
        if (!CodePoints.wellFormed(value.textValue())) {
            throw refused(field + " is not Unicode (half a surrogate pair)");
        }
        return value.textValue();
    }

    /** A text, or null where it is empty too. */
    static @Nullable String id(JsonNode row, String field) throws RefusedException {
        String text = text(row, field);
        return Names.present(text) ? text : null;
    }

    /** A whole number that a long holds, or null for anything else. */
    static @Nullable Long wholeNumber(JsonNode value) {
        return value.isIntegralNumber() && value.canConvertToLong() ? value.longValue() : null;
    }

    static int msPlayed(JsonNode row, String field) throws RefusedException {
        JsonNode value = row.path(field);
        if (value.isMissingNode() || value.isNull()) {
            throw refused(field + " missing");
        }
        if (!value.isIntegralNumber()) {
            throw refused(field + " is not a whole number");
        }
        Long ms = wholeNumber(value);
        return msPlayed(ms == null ? Long.MAX_VALUE : ms);
    }

    /** Only what an int can hold; the bounds of every play are checked at the end. */
    static int msPlayed(long ms) throws RefusedException {
        if (ms != (int) ms) {
            throw refused("ms_played out of bounds");
        }
        return (int) ms;
    }

    /** Whether a row is private is asked of its parser, so no refusal needs to know it. */
    static RefusedException refused(String reason) {
        return new RefusedException(reason, false);
    }
}
