package io.wrapped.jobs.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.ConfigurationFactory;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.SimpleMessage;
import org.apache.logging.log4j.util.SortedArrayStringMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the configuration of JSON logs makes of a line. */
class JsonLogTest {
    private static final Path FILE =
            Path.of("../flink-conf/log4j-json.properties").toAbsolutePath().normalize();

    private final LoggerContext context = new LoggerContext("json");
    private Configuration configuration;

    @BeforeEach
    void start() {
        configuration =
                ConfigurationFactory.getInstance().getConfiguration(context, "json", FILE.toUri());
        configuration.initialize();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private String line(Throwable thrown, Map<String, String> fields) {
        SortedArrayStringMap data = new SortedArrayStringMap();
        fields.forEach(data::putValue);
        return new String(
                configuration
                        .getAppender("Console")
                        .getLayout()
                        .toByteArray(
                                Log4jLogEvent.newBuilder()
                                        .setLoggerName("io.wrapped.Some")
                                        .setThreadName("main")
                                        .setLevel(Level.WARN)
                                        .setTimeMillis(1_767_225_600_001L)
                                        .setMessage(new SimpleMessage("a \"word\"\nand more"))
                                        .setThrown(thrown)
                                        .setContextData(data)
                                        .build()),
                UTF_8);
    }

    @Test
    void aLineIsOneObjectWithItsFields() throws IOException {
        Map<String, String> fields =
                Map.of(
                        "flink-job-id", "00ff",
                        "report", "final-2025/2025-06-14/77",
                        "user", "#ef65df2655554f74",
                        "fingerprint", "9b2e",
                        "other", "is left out");

        String line = line(new IllegalStateException("broken"), fields);

        assertThat(line).endsWith("}\n");
        assertThat(line.strip()).doesNotContain("\n");
        JsonNode read = JsonMapper.builder().build().readTree(line);
        assertThat(read.properties().stream().map(Map.Entry::getKey))
                .containsExactly(
                        "time",
                        "level",
                        "logger",
                        "thread",
                        "message",
                        "exception",
                        "job",
                        "report",
                        "user",
                        "fingerprint");
        assertThat(read.path("time").asText()).isEqualTo("2026-01-01T00:00:00.001Z");
        assertThat(read.path("level").asText()).isEqualTo("WARN");
        assertThat(read.path("message").asText()).isEqualTo("a \"word\"\nand more");
        assertThat(read.path("exception").asText())
                .startsWith("java.lang.IllegalStateException: broken");
        assertThat(read.path("job").asText()).isEqualTo("00ff");
        assertThat(read.path("report").asText()).isEqualTo("final-2025/2025-06-14/77");
        assertThat(read.path("user").asText()).isEqualTo("#ef65df2655554f74");
    }

    @Test
    void whatALineDoesNotHaveIsLeftOut() {
        assertThat(line(null, Map.of())).doesNotContain("exception", "report", "user", "null");
    }
}
