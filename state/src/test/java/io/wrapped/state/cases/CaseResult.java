package io.wrapped.state.cases;

import com.fasterxml.jackson.databind.JsonNode;
import io.wrapped.state.cases.Case.Refusal;
import java.util.Map;
import java.util.Set;

/** What came out of running a {@link Case}; components as there. */
public record CaseResult(
        Map<String, Long> report, Set<Refusal> deadLetters, Map<String, JsonNode> documents) {}
