package io.wrapped.system.faults;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** One document or date's facts that are not what they must be. */
record Difference(String key, @Nullable String expected, @Nullable String found) {

    /** What went wrong with it. */
    enum Kind {
        LOST,
        DOUBLED,
        OTHER
    }

    /** Judged by what it counts: less is lost, more was counted twice. */
    Kind kind() {
        long less = streams(expected) - streams(found);
        return less > 0 ? Kind.LOST : less < 0 ? Kind.DOUBLED : Kind.OTHER;
    }

    private static long streams(@Nullable String json) {
        if (json == null) {
            return -1;
        }
        JsonNode node = Cells.read(json);
        JsonNode totals = node.path("totals");
        return (totals.isObject() ? totals : node).path("streams").asLong();
    }

    @Override
    public String toString() {
        return kind() + " " + key + ": expected " + expected + ", found " + found;
    }
}
