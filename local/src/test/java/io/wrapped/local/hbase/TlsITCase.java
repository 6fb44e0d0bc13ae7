package io.wrapped.local.hbase;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wrapped.local.ServerJvm;
import io.wrapped.sinks.hbase.HBaseOptions;
import io.wrapped.sinks.hbase.HBaseTables;
import io.wrapped.sinks.hbase.ReviewReader;
import io.wrapped.sinks.hbase.Slot;
import io.wrapped.sinks.hbase.StoreMutation;
import io.wrapped.state.review.StoreVersion;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An HBase that speaks TLS only and asks its clients for a certificate, which is what its own
 * default is. An authority that keytool made a moment ago signed both certificates.
 */
class TlsITCase {
    private static final String REVIEW = "{\"remarkable_days\":[]}";
    private static final long V = StoreVersion.of(1_760_000_000L, 1);
    private static final String UNTRUSTED = "PKIX path building failed";
    private static final String PASSWORD = "secret-" + UUID.randomUUID();

    @TempDir private static Path dir;

    private static ServerJvm server;
    private static Map<String, String> addresses;

    @BeforeAll
    static void start() throws Exception {
        makeKeys("authority", "-ext", "bc:c");
        keytool("authority", "-exportcert", "-rfc", "-file", file("ca.pem"));
        for (String name : List.of("server", "client")) {
            makeKeys(name);
            sign(name);
        }
        writePem("client");
        Path settings = Files.createDirectories(dir.resolve("settings"));
        write(settings.resolve("hbase-site.xml"), serverSettings());
        server =
                ServerJvm.startAs(
                        "hbase", settings.toString(), HBaseServer.class, "--dir", dir.toString());
        addresses = server.ready();
        HBaseTables.create(options(client()));
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void whoHasACertificateWritesAndReads() throws Exception {
        Configuration options = options(client());
        StoreFixtures.write(options, StoreMutation.putReview("ann", 2025, Slot.FINAL, REVIEW, V));

        try (ReviewReader reader = new ReviewReader(options)) {
            assertThat(reader.review("ann", 2025, Slot.FINAL).get()).isPresent();
        }
    }

    @Test
    void aClientThatDoesNotTrustTheServerFails() {
        Map<String, String> distrusting = client();
        distrusting.remove("hbase.rpc.tls.truststore.location");

        assertThatThrownBy(() -> read(distrusting)).hasStackTraceContaining(UNTRUSTED);
        assertThatThrownBy(
                        () ->
                                StoreFixtures.write(
                                        options(distrusting), StoreMutation.eraseUser("ann", V)))
                .hasStackTraceContaining("HBase refuses what is written")
                .hasStackTraceContaining(UNTRUSTED);
    }

    @Test
    void whoHasNoCertificateIsNotLetIn() {
        Map<String, String> unknown = client();
        unknown.remove("hbase.rpc.tls.keystore.location");

        assertThatThrownBy(() -> read(unknown))
                .hasStackTraceContaining("Received fatal alert: bad_certificate");
    }

    @Test
    void whoSpeaksNoTlsIsNotLetIn() {
        assertThatThrownBy(() -> read(Map.of())).hasStackTraceContaining("Connection closed");
    }

    private static boolean read(Map<String, String> properties) throws Exception {
        try (ReviewReader reader = new ReviewReader(options(properties))) {
            return reader.review("ann", 2025, Slot.FINAL).get().isPresent();
        }
    }

    private static Configuration options(Map<String, String> properties) {
        Configuration options = StoreFixtures.options(addresses);
        options.set(HBaseOptions.PROPERTIES, properties);
        return options;
    }

    /** What a client is told: no password, since PEM needs none. */
    private static Map<String, String> client() {
        Map<String, String> properties = new HashMap<>();
        properties.put("hbase.client.netty.tls.enabled", "true");
        properties.put("hbase.rpc.tls.truststore.location", file("ca.pem"));
        properties.put("hbase.rpc.tls.keystore.location", file("client.pem"));
        return properties;
    }

    /** Master and region server are clients of each other, too. */
    private static Map<String, String> serverSettings() {
        return Map.of(
                "hbase.server.netty.tls.enabled",
                "true",
                "hbase.server.netty.tls.supportplaintext",
                "false",
                "hbase.client.netty.tls.enabled",
                "true",
                "hbase.rpc.tls.truststore.location",
                file("ca.pem"),
                "hbase.rpc.tls.keystore.location",
                file("server.p12"),
                "hbase.rpc.tls.keystore.password",
                PASSWORD);
    }

    private static void write(Path file, Map<String, String> settings) throws IOException {
        var configuration = new org.apache.hadoop.conf.Configuration(false);
        settings.forEach(configuration::set);
        try (OutputStream out = Files.newOutputStream(file)) {
            configuration.writeXml(out);
        }
    }

    private static void makeKeys(String name, String... more) throws Exception {
        List<String> arguments = new ArrayList<>();
        arguments.addAll(List.of("-genkeypair", "-keyalg", "RSA", "-dname", "CN=" + name));
        arguments.addAll(List.of("-ext", "SAN=IP:127.0.0.1,DNS:localhost", "-validity", "2"));
        arguments.addAll(List.of(more));
        keytool(name, arguments.toArray(String[]::new));
    }

    /** Puts the authority's signature below a certificate, and its own beside it. */
    private static void sign(String name) throws Exception {
        keytool(name, "-certreq", "-file", file(name + ".csr"));
        keytool(
                "authority",
                "-gencert",
                "-rfc",
                "-infile",
                file(name + ".csr"),
                "-outfile",
                file(name + ".signed"),
                "-ext",
                "SAN=IP:127.0.0.1,DNS:localhost");
        Path chain = Path.of(file(name + ".chain"));
        Files.writeString(
                chain,
                Files.readString(Path.of(file(name + ".signed")))
                        + Files.readString(Path.of(file("ca.pem"))));
        keytool(name, "-importcert", "-noprompt", "-file", chain.toString());
    }

    /** Key and certificates as text, which keytool does not write. */
    private static void writePem(String name) throws Exception {
        KeyStore store =
                KeyStore.getInstance(Path.of(file(name + ".p12")).toFile(), PASSWORD.toCharArray());
        StringBuilder pem = new StringBuilder();
        append(pem, "PRIVATE KEY", store.getKey("a", PASSWORD.toCharArray()).getEncoded());
        for (Certificate certificate : store.getCertificateChain("a")) {
            append(pem, "CERTIFICATE", certificate.getEncoded());
        }
        Files.writeString(Path.of(file(name + ".pem")), pem);
    }

    private static void append(StringBuilder pem, String what, byte[] bytes) {
        String text = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(bytes);
        pem.append("-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(what, text, what));
    }

    private static void keytool(String name, String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", file(name + ".p12"), "-storetype", "PKCS12"));
        command.addAll(List.of("-storepass", PASSWORD, "-alias", "a"));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private static String file(String name) {
        return dir.resolve(name).toString();
    }
}
