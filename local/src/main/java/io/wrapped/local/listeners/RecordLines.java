package io.wrapped.local.listeners;

import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Records as lines of JSON with the SPEC's field names; what is absent is left out. */
final class RecordLines {
    /** The records' components are the SPEC's fields in another spelling. */
    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .serializationInclusion(Include.NON_NULL)
                    .build();

    private RecordLines() {}

    static String line(Object contract) {
        try {
            return MAPPER.writeValueAsString(contract);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record is always JSON: " + contract, e);
        }
    }
}
