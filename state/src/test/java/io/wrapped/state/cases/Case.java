package io.wrapped.state.cases;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A golden case or a world: records in, documents out. Records are kept as they were written, since
 * some of them are to be refused.
 *
 * @param anyOrder whether every order of the plays gives the same documents and report
 * @param now the broker's time stamp of every play, epoch milliseconds
 * @param report what becomes of the plays; all dead letters together are {@value #DEAD_LETTERS}
 * @param deadLetters every record that is refused
 * @param documents what the trigger leaves, by user
 */
public record Case(
        String name,
        boolean anyOrder,
        long now,
        List<JsonNode> plays,
        List<JsonNode> catalogue,
        List<JsonNode> profiles,
        List<JsonNode> exclusions,
        JsonNode control,
        Map<String, Long> report,
        Set<Refusal> deadLetters,
        Map<String, JsonNode> documents) {

    /** Stands in reports for all reasons, which are every implementation's own. */
    public static final String DEAD_LETTERS = "dead letter";

    /**
     * A refused record.
     *
     * @param topic play, profile or exclusion
     * @param offset place in the list of the case
     * @param bytes whether the dead letter keeps the original bytes
     */
    public record Refusal(String topic, int offset, boolean bytes) {}

    @Override
    public String toString() {
        return name;
    }
}
