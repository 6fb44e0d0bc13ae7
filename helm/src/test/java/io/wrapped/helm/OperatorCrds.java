package io.wrapped.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;

/**
 * The operator's definitions of its kinds as closed schemas. The API server drops fields that it
 * does not know, so that a misspelled one is not seen before the job lacks what it says.
 */
final class OperatorCrds {
    private static final YAMLMapper YAML = new YAMLMapper();

    private OperatorCrds() {}

    /** What is wrong with an object of a kind of the operator, by its place. */
    static List<String> mistakes(ObjectNode object) throws IOException {
        String plural = object.path("kind").asText().toLowerCase(Locale.ROOT) + "s";
        JsonSchema schema =
                JsonSchemaFactory.getInstance(VersionFlag.V7)
                        .getSchema(closed(definition(plural + ".flink.apache.org-v1.yml")));
        return schema.validate(object).stream().map(String::valueOf).sorted().toList();
    }

    /** Whether objects of a kind, by its name in commands, have a field such as .status.path. */
    static boolean hasField(String kind, String path) throws IOException {
        JsonNode at = definition(kind + "s.flink.apache.org-v1.yml");
        for (String field : path.substring(1).split("\\.")) {
            at = at.path("properties").path(field);
        }
        return !at.isMissingNode();
    }

    private static ObjectNode definition(String file) throws IOException {
        try (InputStream stream =
                OperatorCrds.class.getResourceAsStream("/META-INF/fabric8/" + file)) {
            if (stream == null) {
                throw new IOException("the operator's API has no " + file);
            }
            JsonNode version = YAML.readTree(stream).path("spec").path("versions").path(0);
            return (ObjectNode) version.path("schema").path("openAPIV3Schema");
        }
    }

    private static ObjectNode closed(ObjectNode schema) {
        // As an object comes from the API server; the definition leaves them open.
        ObjectNode properties = (ObjectNode) schema.path("properties");
        for (String common : List.of("apiVersion", "kind", "metadata")) {
            properties.putObject(common);
        }
        close(schema);
        // What releases of the operator after this API added that matters here.
        if (schema.at("/properties/spec/properties/flinkVersion/enum") instanceof ArrayNode known) {
            List.of("v2_0", "v2_1", "v2_2").forEach(known::add);
        }
        return schema;
    }

    private static void close(JsonNode schema) {
        if (schema.isObject()
                && schema.path("properties").isObject()
                && !schema.has("additionalProperties")
                && !schema.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
            ((ObjectNode) schema).put("additionalProperties", false);
        }
        schema.forEach(OperatorCrds::close);
    }
}
