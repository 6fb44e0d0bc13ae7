package io.wrapped.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The Helm chart takes the options that there are, each as its type. After a change of an option,
 * {@value #COMMAND} writes its schema anew.
 */
class ChartOptionsTest {
    private static final String COMMAND =
            "./mvnw -q -pl jobs -am test -Dtest=ChartOptionsTest"
                    + " -Dsurefire.failIfNoSpecifiedTests=false -Dwrapped.docs=write";
    private static final Path SCHEMA =
            Path.of("../helm/wrapped/values.schema.json").toAbsolutePath().normalize();
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    @Test
    void theChartsSchemaHasAllOptions() throws IOException {
        ObjectNode schema = (ObjectNode) JSON.readTree(Files.readString(SCHEMA));
        ObjectNode expected = OptionSchema.of(options());
        if ("write".equals(System.getProperty("wrapped.docs"))) {
            ((ObjectNode) schema.path("$defs")).set("options", expected);
            Files.writeString(SCHEMA, JSON.writer(printer()).writeValueAsString(schema) + "\n");
            return;
        }

        assertThat(schema.at("/$defs/options").toPrettyString())
                .as("the options in " + SCHEMA + "; written anew by: " + COMMAND)
                .isEqualTo(expected.toPrettyString());
    }

    @ParameterizedTest
    @EnumSource
    void everyDefaultIsOneThatTheSchemaTakes(OptionArea area) {
        JsonNode properties = OptionSchema.of(area.options()).path("properties");

        for (JsonNode option : properties) {
            if (option.has("pattern")) {
                assertThat(option.path("default").asText())
                        .matches(option.path("pattern").asText());
            }
        }
    }

    private static List<ConfigOption<?>> options() {
        return Arrays.stream(OptionArea.values())
                .<ConfigOption<?>>flatMap(area -> area.options().stream())
                .toList();
    }

    private static DefaultPrettyPrinter printer() {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        return new DefaultPrettyPrinter(
                        Separators.createDefaultInstance()
                                .withObjectFieldValueSpacing(Spacing.AFTER)
                                .withObjectEmptySeparator("")
                                .withArrayEmptySeparator(""))
                .withObjectIndenter(indenter)
                .withArrayIndenter(indenter);
    }
}
