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
 * login that the chart gives them. Neither has a class of Hadoop's but those in the job's jar.
 */
class KerberosHBaseITCase {
    private static final String NAME = "kerberos";
    private static final String JOBS = "wrapped";
    private static final String MOVED = "moved";
    private static final Path HOME = Path.of(System.getProperty("wrapped.home"));
    private static final Path CHART =
            HOME.resolve("helm/src/test/resources/golden/production.yaml");
    private static final Path FOLDER = Servers.FOLDER.resolve("kerberos-flink");
    private static final long COMMAND_SECONDS = 120;

    private static KerberosHBase hbase;
    private static FlinkProcesses flink;
    private static WrappedSystem system;
    private static Feed feed;
    private static int commands;

    @BeforeAll
    static void start() throws Exception {
        hbase = KerberosHBase.start();
        Configuration options = new Configuration();
        options.set(HBaseOptions.ZOOKEEPER_QUORUM, hbase.quorum());
        options.set(HBaseOptions.PROPERTIES, login(JOBS, hbase.newUser(JOBS)));
        system = WrappedSystem.prepare(NAME, options);
        flink = FlinkProcesses.start(FOLDER, 1, hbase.jvmOption());
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
    void aLoginThatFailsIsSaidAsSuch() throws Exception {
        Path stale = hbase.newUser(MOVED);
        hbase.changeKey(MOVED);
        String refused = "failure to login: for principal: moved@EXAMPLE.COM from keytab " + stale;
        Path missing = stale.resolveSibling("missing.keytab");
        Map<String, String> nobody = login(JOBS, missing);
        nobody.remove("hbase.client.keytab.file");

        assertThatThrownBy(() -> show(login(MOVED, stale))).hasMessageContaining(refused);
        assertThatThrownBy(() -> show(login(JOBS, missing)))
                .hasMessageContaining(
                        "hbase.client.keytab.file is " + missing + ", where no file can be read");
        assertThatThrownBy(() -> show(nobody))
                .hasMessageContaining("there is no ticket")
                .hasMessageContaining("set hbase.client.keytab.file");
        try (ProcessJob job = submit(with(login(MOVED, stale)))) {
            Awaitility.await().until(() -> job.failures().contains(refused));
        }
    }

    private static ProcessJob submit(Configuration options) throws Exception {
        return flink.submit(flink.jar(), WrappedJob.class.getName(), 1, "", options);
    }

    private static String show(Map<String, String> login) throws Exception {
        return command(with(login), "show", "ana");
    }

    private static Configuration with(Map<String, String> login) {
        Configuration options = new Configuration(system.options());
        options.set(HBaseOptions.PROPERTIES, login);
        return options;
    }

    /** What the chart makes of {@code hbase.kerberos}, for another user and keytab. */
    private static Map<String, String> login(String user, Path keytab) throws IOException {
        try (MappingIterator<JsonNode> documents =
                new YAMLMapper().readerFor(JsonNode.class).readValues(CHART.toFile())) {
            for (JsonNode document : documents.readAll()) {
                Iterator<JsonNode> arguments = document.at("/spec/job/args").elements();
                while (arguments.hasNext()) {
                    if (arguments.next().asText().equals("--hbase.properties")) {
                        return login(arguments.next().asText(), user, keytab);
                    }
                }
            }
        }
        throw new IOException("no properties of HBase in " + CHART);
    }

    private static Map<String, String> login(String rendered, String user, Path keytab)
            throws IOException {
        Map<String, String> properties =
                new YAMLMapper().readValue(rendered, new TypeReference<>() {});
        assertThat(properties)
                .containsKeys("hbase.client.keytab.file", "hbase.client.keytab.principal");
        properties.put("hbase.client.keytab.file", keytab.toString());
        properties.put("hbase.client.keytab.principal", user + "@EXAMPLE.COM");
        properties.put("hbase.rpc.protection", "privacy");
        return properties;
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
                        Map.of(),
                        FOLDER.resolve("logs/command-of-chart-" + ++commands))) {
            return process.awaitEnd(COMMAND_SECONDS);
        }
    }
}
