package io.wrapped.jobs.config;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigurationUtils;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.description.HtmlFormatter;
import org.apache.flink.util.TimeUtils;

/** Writes options as a JSON schema: of an object that has them by their whole keys. */
final class OptionSchema {
    /** Units as the documentation writes them; Flink knows more of the same. */
    private static final String DURATION = "^[0-9]+ ?(ms|s|min|h|d)$";

    private static final String SIZE = "^[0-9]+ ?(b|kb|mb|gb|tb)$";

    private OptionSchema() {}

    /** The schema of all options together. */
    static ObjectNode of(Iterable<ConfigOption<?>> options) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.put("type", "object");
        schema.put("additionalProperties", false);
        ObjectNode properties = schema.putObject("properties");
        for (ConfigOption<?> option : options) {
            properties.set(option.key(), of(option));
        }
        return schema;
    }

    private static ObjectNode of(ConfigOption<?> option) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.put("description", new HtmlFormatter().format(option.description()));
        Object standard = option.defaultValue();
        if (standard instanceof Duration duration) {
            text(schema, DURATION, TimeUtils.formatWithHighestUnit(duration));
        } else if (standard instanceof MemorySize) {
            text(schema, SIZE, ConfigurationUtils.convertValue(standard, String.class));
        } else if (standard instanceof Boolean value) {
            schema.put("type", "boolean").put("default", value);
        } else if (standard instanceof Integer value) {
            schema.put("type", "integer").put("default", value);
        } else if (standard instanceof Double value) {
            schema.put("type", "number").put("default", value);
        } else if (standard instanceof Map) {
            schema.put("type", "object").putObject("additionalProperties").put("type", "string");
        } else if (standard == null || standard instanceof String) {
            schema.put("type", "string");
            if (standard != null) {
                schema.put("default", (String) standard);
            }
        } else {
            throw new AssertionError(option.key() + ": no schema for " + standard.getClass());
        }
        return schema;
    }

    private static void text(ObjectNode schema, String pattern, String standard) {
        schema.put("type", "string").put("pattern", pattern).put("default", standard);
    }
}
