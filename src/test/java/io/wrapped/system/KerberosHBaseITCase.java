package io.wrapped.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.wrapped.jobs.WrappedJob;
import io.wrapped.jobs.cli.Wrapped;
import io.wrapped.sinks.hbase.HBaseOptions;
import io.wrapped.system.harness.Feed;
import io.wrapped.system.harness.KerberosHBase;
import io.wrapped.system.harness.Servers;
import io.wrapped.system.harness.WrappedSystem;
import io.wrapped.system.processes.FlinkProcesses;
import io.wrapped.system.processes.JavaProcess;
import io.wrapped.system.processes.ProcessJob;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The wrapped job and the command with an HBase that asks for Kerberos (docs/security.md), by the
 * login that the chart gives them, with TLS too. Neither has a class of Hadoop's but those in the
 * job's jar.
 */
class KerberosHBaseITCase {
    private static final String NAME = "kerberos";
    private static final String JOBS = "wrapped";
    private static final String MOVED = "moved";
    private static final Path HOME = Path.of(System.getProperty("wrapped.home"));
    private static final Path CHART = HOME.resolve("helm/src/test/resources/golden");
    private static final String PRODUCTION = "production.yaml";
    private static final String WITH_TLS = "hbase-tls.yaml";
    private static final String TRUSTSTORE = "hbase.rpc.tls.truststore.location";
    private static final Path FOLDER = Servers.FOLDER.resolve("kerberos-flink");

    /** The client says why, or that it tried for too long, or has just tried in vain. */
    private static final String UNTRUSTED =
            "(PKIX path building failed|[Tt]imeout|no answer in time|failed servers list)";

    private static final long COMMAND_SECONDS = 120;

    private static KerberosHBase hbase;
    private static Map<String, String> variables;
    private static Path keytab;
    private static FlinkProcesses flink;
    private static WrappedSystem system;
    private static Feed feed;
    private static int commands;

    @BeforeAll
    static void start() throws Exception {
        hbase = KerberosHBase.start();
        Configuration options = new Configuration();
        options.set(HBaseOptions.ZOOKEEPER_QUORUM, hbase.quorum());
        keytab = hbase.newUser(JOBS);
        options.set(HBaseOptions.PROPERTIES, login(PRODUCTION, JOBS, keytab));
        system = WrappedSystem.prepare(NAME, options);
        variables = Map.of("HBASE_TRUSTSTORE_PASSWORD", hbase.truststorePassword());
        flink = FlinkProcesses.start(FOLDER, 1, hbase.jvmOption(), variables);
        command(system.options(), "create");
        feed = system.feed();
        Listening.year("ana").forEach(feed::send);
    }

    @AfterAll
    static void stop() throws Exception {
        flink.close();
        system.close();
        hbase.close();
    }

    @Test
    void theLoginLetsInJobAndCommand() throws Exception {
        try (ProcessJob job = submit(system.options())) {
            feed.awaitOutcomes();
            Configuration byServers = new Configuration(system.options());
            byServers.set(HBaseOptions.BOOTSTRAP_SERVERS, hbase.bootstrap());

            Awaitility.await()
                    .ignoreExceptions()
                    .until(
                            () -> command(byServers, "show", "ana", "--json"),
                            shown -> shown.contains("\"user_id\":\"ana\""));
            assertThat(job.failures()).doesNotContain("Exception");
        }
    }

    @Test
    void theLoginLetsInWithinTls() throws Exception {
        Map<String, String> login = login(WITH_TLS, JOBS, keytab);
        Map<String, String> distrusting = new HashMap<>(login);
        distrusting.keySet().removeIf(key -> key.startsWith("hbase.rpc.tls.truststore"));

        try (ProcessJob job = submit(with(login))) {
            Listening.year("bea").forEach(feed::send);

            Awaitility.await()
                    .ignoreExceptions()
                    .until(
                            () -> show("bea", login),
                            shown -> shown.contains("\"user_id\":\"bea\""));
            assertThat(job.failures()).doesNotContain("Exception");
        }
        assertThatThrownBy(() -> show("bea", distrusting))
                .hasMessageFindingMatch("HBase cannot be read: .*" + UNTRUSTED);
    }

    @Test
    void aLoginThatFailsIsSaidAsSuch() throws Exception {
        Path stale = hbase.newUser(MOVED);
        hbase.changeKey(MOVED);
        String refused = "failure to login: for principal: moved@EXAMPLE.COM from keytab " + stale;
        Path missing = stale.resolveSibling("missing.keytab");
        Map<String, String> nobody = login(PRODUCTION, JOBS, missing);
        nobody.remove("hbase.client.keytab.file");

        assertThatThrownBy(() -> show("ana", login(PRODUCTION, MOVED, stale)))
                .hasMessageContaining(refused);
        assertThatThrownBy(() -> show("ana", login(PRODUCTION, JOBS, missing)))
                .hasMessageContaining(
                        "hbase.client.keytab.file is " + missing + ", where no file can be read");
        assertThatThrownBy(() -> show("ana", nobody))
                .hasMessageContaining("there is no ticket")
                .hasMessageContaining("set hbase.client.keytab.file");
        try (ProcessJob job = submit(with(login(PRODUCTION, MOVED, stale)))) {
            Awaitility.await().until(() -> job.failures().contains(refused));
        }
    }

    private static ProcessJob submit(Configuration options) throws Exception {
        return flink.submit(flink.jar(), WrappedJob.class.getName(), 1, "", options);
    }

    private static String show(String user, Map<String, String> login) throws Exception {
        return command(with(login), "show", user, "--json");
    }

    private static Configuration with(Map<String, String> login) {
        Configuration options = new Configuration(system.options());
        options.set(HBaseOptions.PROPERTIES, login);
        return options;
    }

    /** What the chart makes of a scenario's properties, for other users and files. */
    private static Map<String, String> login(String scenario, String user, Path keytab)
            throws IOException {
        Map<String, String> properties = rendered(CHART.resolve(scenario));
        assertThat(properties)
                .containsKeys("hbase.client.keytab.file", "hbase.client.keytab.principal");
        properties.put("hbase.client.keytab.file", keytab.toString());
        properties.put("hbase.client.keytab.principal", user + "@EXAMPLE.COM");
        properties.put("hbase.rpc.protection", "privacy");
        properties.computeIfPresent(TRUSTSTORE, (key, location) -> hbase.truststore().toString());
        return properties;
    }

    private static Map<String, String> rendered(Path chart) throws IOException {
        try (MappingIterator<JsonNode> documents =
                new YAMLMapper().readerFor(JsonNode.class).readValues(chart.toFile())) {
            for (JsonNode document : documents.readAll()) {
                Iterator<JsonNode> arguments = document.at("/spec/job/args").elements();
                while (arguments.hasNext()) {
                    if (arguments.next().asText().equals("--hbase.properties")) {
                        return new YAMLMapper()
                                .readValue(arguments.next().asText(), new TypeReference<>() {});
                    }
                }
            }
        }
        throw new IOException("no properties of HBase in " + chart);
    }

    /** Runs a command as the chart's Job does, and gives what it prints. */
    private static String command(Configuration options, String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of(arguments));
        options.toMap().forEach((key, value) -> all.add("-D" + key + "=" + value));
        try (JavaProcess process =
                JavaProcess.start(
                        List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", hbase.jvmOption()),
                        flink.jar() + File.pathSeparator + FlinkProcesses.classPath(HOME),
                        Wrapped.class.getName(),
                        all,
                        variables,
                        FOLDER.resolve("logs/command-of-chart-" + ++commands))) {
            return process.awaitEnd(COMMAND_SECONDS);
        }
    }
}
