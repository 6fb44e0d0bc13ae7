package io.wrapped.system.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * A broker that speaks TLS only, lets in who knows a password (SASL PLAIN), and lets each do what
 * it was granted. Its certificate was made for it a moment ago, by keytool.
 */
public final class SecureKafka implements AutoCloseable {
    private static final String ADMIN = "admin";
    private static final long KEYTOOL_SECONDS = 60;

    private final Path folder = Servers.FOLDER.resolve("secure-kafka");
    private final Map<String, String> passwords = new HashMap<>();
    private final ServerChild server;
    private final String bootstrap;

    private SecureKafka(List<String> users) throws IOException, InterruptedException {
        Servers.deleteRecursively(folder);
        Files.createDirectories(folder);
        passwords.put(ADMIN, newSecret());
        users.forEach(user -> passwords.put(user, newSecret()));
        for (Map.Entry<String, String> user : passwords.entrySet()) {
            Path secrets = Files.createDirectories(secrets(user.getKey()));
            Files.writeString(secrets.resolve("password"), user.getValue());
        }
        Properties settings = settings(makeCertificate());
        try (var writer = Files.newBufferedWriter(folder.resolve("kafka.properties"))) {
            settings.store(writer, null);
        }
        server = Servers.startKafka(folder);
        bootstrap = server.ready().get("bootstrap");
    }

    /**
     * Starts it.
     *
     * @param users who may log in, and do nothing yet
     */
    public static SecureKafka start(String... users) throws IOException, InterruptedException {
        return new SecureKafka(List.of(users));
    }

    /** Its address. */
    public String bootstrap() {
        return bootstrap;
    }

    /** The password of a user, to look for where it must not be. */
    public String password(String user) {
        return passwords.get(user);
    }

    /** Client properties by which a user logs in: the password stands in a file, as a secret's. */
    public Map<String, String> login(String user) {
        return login(user, secrets(user));
    }

    /** Client properties of somebody who does not know the user's password. */
    public Map<String, String> wrongLogin(String user) throws IOException {
        Path secrets = Files.createDirectories(folder.resolve("guessed"));
        Files.writeString(secrets.resolve("password"), newSecret());
        return login(user, secrets);
    }

    private Map<String, String> login(String user, Path secrets) {
        return Map.of(
                "security.protocol",
                "SASL_SSL",
                "ssl.truststore.type",
                "PEM",
                "ssl.truststore.location",
                folder.resolve("ca.pem").toString(),
                "sasl.mechanism",
                "PLAIN",
                "config.providers",
                "directory",
                "config.providers.directory.class",
                "org.apache.kafka.common.config.provider.DirectoryConfigProvider",
                "sasl.jaas.config",
                jaas(user, "${directory:" + secrets + ":password}"));
    }

    /** Lets a user make topics, with names of that beginning. */
    public void grantMaking(String user, String prefix) throws Exception {
        grant(
                onTopics(
                        user,
                        prefix,
                        AclOperation.CREATE,
                        AclOperation.DESCRIBE,
                        AclOperation.DESCRIBE_CONFIGS));
    }

    /** Lets a user do what both jobs need, with topics and groups of that beginning. */
    public void grantRunning(String user, String prefix) throws Exception {
        List<AclBinding> grants =
                onTopics(
                        user,
                        prefix,
                        AclOperation.DESCRIBE,
                        AclOperation.DESCRIBE_CONFIGS,
                        AclOperation.READ,
                        AclOperation.WRITE);
        grants.add(grant(user, ResourceType.GROUP, prefix, AclOperation.READ));
        grant(grants);
    }

    private static List<AclBinding> onTopics(
            String user, String prefix, AclOperation... operations) {
        List<AclBinding> grants = new ArrayList<>();
        for (AclOperation operation : operations) {
            grants.add(grant(user, ResourceType.TOPIC, prefix, operation));
        }
        return grants;
    }

    private void grant(List<AclBinding> grants) throws Exception {
        Properties properties = new Properties();
        properties.putAll(login(ADMIN));
        properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        try (Admin admin = Admin.create(properties)) {
            admin.createAcls(grants).all().get();
        }
    }

    private static AclBinding grant(
            String user, ResourceType type, String prefix, AclOperation operation) {
        return new AclBinding(
                new ResourcePattern(type, prefix, PatternType.PREFIXED),
                new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW));
    }

    private Path secrets(String user) {
        return folder.resolve("secrets").resolve(user);
    }

    private Properties settings(Path keystore) {
        StringBuilder users = new StringBuilder(jaas(ADMIN, passwords.get(ADMIN)));
        users.setLength(users.length() - 1);
        passwords.forEach(
                (user, password) -> users.append(" user_%s=\"%s\"".formatted(user, password)));
        Properties settings = new Properties();
        settings.put("listener.security.protocol.map", "BROKER:SASL_SSL,CONTROLLER:PLAINTEXT");
        settings.put("ssl.keystore.type", "PKCS12");
        settings.put("ssl.keystore.location", keystore.toString());
        settings.put("ssl.keystore.password", passwords.get(ADMIN));
        settings.put("ssl.truststore.type", "PEM");
        settings.put("ssl.truststore.location", folder.resolve("ca.pem").toString());
        settings.put("sasl.enabled.mechanisms", "PLAIN");
        settings.put("sasl.mechanism.inter.broker.protocol", "PLAIN");
        settings.put("listener.name.broker.plain.sasl.jaas.config", users.append(';').toString());
        settings.put(
                "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        // Who comes by the controller's listener is the broker itself, without a name.
        settings.put("super.users", "User:" + ADMIN + ";User:ANONYMOUS");
        return settings;
    }

    private static String jaas(String user, String password) {
        return "org.apache.kafka.common.security.plain.PlainLoginModule required"
                + " username=\"%s\" password=\"%s\";".formatted(user, password);
    }

    private Path makeCertificate() throws IOException, InterruptedException {
        Path keystore = folder.resolve("broker.p12");
        String password = passwords.get(ADMIN);
        List<String> store =
                List.of("-keystore", keystore.toString(), "-storepass", password, "-alias", "a");
        keytool(
                store,
                "-genkeypair",
                "-storetype",
                "PKCS12",
                "-keyalg",
                "EC",
                "-dname",
                "CN=127.0.0.1",
                "-ext",
                "SAN=IP:127.0.0.1",
                "-validity",
                "2");
        keytool(store, "-exportcert", "-rfc", "-file", folder.resolve("ca.pem").toString());
        return keystore;
    }

    private void keytool(List<String> store, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(store);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (!process.waitFor(KEYTOOL_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException("keytool " + String.join(" ", arguments) + ": " + said);
        }
    }

    private static String newSecret() {
        return "secret-" + UUID.randomUUID();
    }

    @Override
    public void close() {
        server.close();
    }
}
