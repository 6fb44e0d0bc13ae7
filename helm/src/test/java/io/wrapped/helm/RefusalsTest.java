package io.wrapped.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values that would not do are refused before anything is installed, by a sentence that helps. */
class RefusalsTest {
    @TempDir Path temporary;

    /** The place or value, and what is said of it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                // By the schema.
                "imagePullPolicy: Always | additional properties 'imagePullPolicy' not allowed",
                "options: {wrapped.reviewinterval: 1 h} | 'wrapped.reviewinterval' not allowed",
                "options: {wrapped.review-interval: 1 fortnight} | wrapped.review-interval",
                "options: {wrapped.buffer-memory: plenty} | wrapped.buffer-memory",
                "options: {story.concurrency: many} | story.concurrency",
                "options: {wrapped.live-reviews: 'yes'} | wrapped.live-reviews",
                "flinkVersion: v2_3 | flinkVersion",
                "preset: huge | preset",
                "flinkConfiguration: {execution.checkpointing.num-retained: 3} | num-retained",
                "wrappedJob: {taskManager: {replicas: 3}} | 'replicas' not allowed",
                "autoscaler: {enabled: true} | /preset",
                "image: {digest: 'sha256:abc'} | /image/digest",
                "logging: {format: xml} | /logging/format",
                "monitoring: {prometheusRule: {runbooks: docs/alerts.md}} | /runbooks",
                "extraEnv: [{name: ZONE, value: 1}] | /extraEnv/0/value",
                "extraEnv: [{value: one}] | /extraEnv/0",
                "extraEnv: [{name: FLINK_CONF_DIR, value: /a}] | /extraEnv/0/name",
                "extraEnv: [{name: FLINK_PLUGINS_DIR, value: /a}] | /extraEnv/0/name",
                "extraVolumes: [{name: kafka-login, emptyDir: {}}] | /extraVolumes/0/name",
                "extraVolumeMounts: [{name: a, mountPath: b}] | /extraVolumeMounts/0/mountPath",
                // By the templates.
                "extraVolumeMounts: [{name: a, mountPath: /b}] | a is not among extraVolumes",
                "extraEnv: [{name: DB_PASSWORD, value: abc}] | give it as a Secret",
                "extraEnv: [{name: WRAPPED_MODEL_API_KEY, valueFrom: {}}] | from"
                        + " model.apiKeySecret",
                "image: {repository: ''} | image.repository is not set: build the image",
                "state: {baseUri: ''} | state.baseUri is not set: name a folder",
                "options: {kafka.bootstrap-servers: ''} | kafka.bootstrap-servers is not set",
                "options: {hbase.zookeeper-quorum: ''} | where is HBase?",
                "options: {story.model: ''} | story.model is not set, but the report job needs it",
                "kafka: {sasl: {secret: ''}} | kafka.sasl.secret is not set",
                "monitoring: {prometheusRule: {runbooks: ''}} | runbooks is not set, but",
                "hbase: {kerberos: {principal: ''}} | hbase.kerberos.principal is not set",
                "servers: {hbase: {enabled: true}} | servers.hbase.image is not set, but",
                "preset: none | parallelism is not set, and preset none gives no size",
                "maxParallelism: 8 | but maxParallelism is 8, and that can never change",
                "flinkConfiguration: {high-availability.type: none} | is set by the chart",
                "flinkConfiguration: {pipeline.max-parallelism: '9'} | is set by the chart",
                "flinkConfiguration: {s3.secret-key: abc} | give it as a Secret",
                "flinkConfiguration: {fs.azure.account.key.me.example: abc} | give it as a Secret",
                "flinkConfiguration: {fs.gs.auth.private.key: abc} | give it as a Secret",
                "options: {kafka.properties: {ssl.key.password: abc}} | give it as a Secret",
                "options: {kafka.properties: {a.private.key.passphrase: abc}} | give it as a"
                        + " Secret",
                "flinkConfiguration: {execution.checkpointing.interval: PT1M} | where alerts are",
                "options: {kafka.properties: {sasl.jaas.config: abc}} | give it as a Secret",
                "options: {hbase.properties: {hbase.rpc.tls.keystore.password: abc}} | ${env.NAME}",
                "options: {hbase.properties: {fs.azure.account.key.me.example: abc}} | ${env.NAME}",
                "options: {hbase.properties: {fs.s3a.secret.key: 'a${env.B}'}} | ${env.NAME}",
            })
    void valuesThatWouldNotDoAreRefused(String values, String said) throws Exception {
        assertThatThrownBy(() -> render(values)).hasMessageContaining(said);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "options: {kafka.properties: {ssl.key.password: '${env:KEY_PASSWORD}'}}",
                "options: {hbase.properties: {fs.s3a.secret.key: '${env.AWS_SECRET_ACCESS_KEY}'}}",
                "options: {hbase.properties: {hbase.client.keytab.file: /etc/keytab}}",
                "options: {wrapped.review-interval: 90 min}",
                "reportJob: {enabled: false}",
                "extraEnv: [{name: ZONE, value: eu}, {name: TOKEN_FILE, value: /etc/token}]",
                "flinkConfiguration: {fs.s3a.aws.credentials.provider: org.example.Provider}",
                "flinkConfiguration: {fs.azure.account.keyprovider.me.example: org.example.Keys}",
                "wrappedJob: {state: suspended}",
            })
    void valuesThatDoAreNot(String values) throws Exception {
        assertThat(render(values)).contains("kind: FlinkDeployment");
    }

    @Test
    void nothingIsSetByDefaultThatOnlyTheUserKnows() throws Exception {
        Chart chart = Chart.copy(temporary);

        assertThatThrownBy(() -> chart.render("wrapped", List.of(), Map.of()))
                .hasMessageContaining("is not set");
    }

    /** Helm makes numbers of a file's whole numbers that have a fraction's type. */
    @Test
    void largeNumbersStayWhole() throws Exception {
        assertThat(render("options: {hbase.sink.max-buffered: 12000000}")).contains("\"12000000\"");
    }

    @Test
    void falseAndZeroWinOverAPreset() throws Exception {
        String rendered =
                render(
                        "{options: {story.concurrency: 0}, presets: {medium: {reportJob:"
                                + " {options: {story.concurrency: 7}}}}}");
        JsonNode args =
                Chart.ofKind("FlinkDeployment", Chart.objects(rendered))
                        .get(1)
                        .at("/spec/job/args");

        assertThat(args.toString()).contains("\"--story.concurrency\",\"0\"");
    }

    /** On top of the production scenario. */
    private String render(String values) throws Exception {
        Path file = Files.writeString(temporary.resolve("more.yaml"), values);
        return Chart.copy(temporary)
                .render(
                        "wrapped",
                        Stream.concat(Scenario.PRODUCTION.files().stream(), Stream.of(file))
                                .toList(),
                        Map.of());
    }
}
