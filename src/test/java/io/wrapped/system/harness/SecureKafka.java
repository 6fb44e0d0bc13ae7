package io.wrapped.system.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.awaitility.Awaitility;

/**
 * A broker that speaks TLS only, lets in who knows a password (SASL SCRAM-SHA-512, and PLAIN for
 * who administers it), and lets each do what it was granted.
 */
public final class SecureKafka implements AutoCloseable {
    private static final String ADMIN = "admin";
    private static final String PLAIN = "PLAIN";
    private static final String SCRAM = "SCRAM-SHA-512";
    private static final String PLAIN_MODULE =
            "org.apache.kafka.common.security.plain.PlainLoginModule";
    private static final String SCRAM_MODULE =
            "org.apache.kafka.common.security.scram.ScramLoginModule";
    private static final ScramCredentialInfo SALTED =
            new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096);

    private final Path folder = Servers.FOLDER.resolve("secure-kafka");
    private final Map<String, String> passwords = new HashMap<>();
    private final ServerChild server;
    private final String bootstrap;

    private SecureKafka(List<String> users) throws Exception {
        Servers.deleteRecursively(folder);
        Files.createDirectories(folder);
        passwords.put(ADMIN, newSecret());
        users.forEach(user -> passwords.put(user, newSecret()));
        OwnCertificate certificate = new OwnCertificate(folder, passwords.get(ADMIN));
        Properties settings = settings(certificate.keystore());
        for (String user : passwords.keySet()) {
            writeSecrets(user, passwords.get(user), secrets(user));
        }
        try (var writer = Files.newBufferedWriter(folder.resolve("kafka.properties"))) {
            settings.store(writer, null);
        }
        server = Servers.startKafka(folder);
        bootstrap = server.ready().get("bootstrap");
        addUsers(users);
    }

    /**
     * Starts it.
     *
     * @param users who may log in, and do nothing yet
     */
    public static SecureKafka start(String... users) throws Exception {
        return new SecureKafka(List.of(users));
    }

    /** Its address. */
    public String bootstrap() {
        return bootstrap;
    }

    /** Where it keeps what it is sent and told. */
    public Path data() {
        return folder.resolve("kafka");
    }

    /** The password of a user, to look for where it must not be. */
    public String password(String user) {
        return passwords.get(user);
    }

    /** Client properties by which a user logs in: the password stands in a file, as a secret's. */
    public Map<String, String> login(String user) {
        return login(user, secrets(user), SCRAM);
    }

    /** Client properties as the chart writes them: the whole login stands in a file. */
    public Map<String, String> chartLogin(String user) throws IOException {
        return new ChartLogin(secrets(user)).properties();
    }

    /** As {@link #chartLogin}, of somebody who does not know the user's password. */
    public Map<String, String> wrongLogin(String user) throws IOException {
        Path secrets = folder.resolve("guessed");
        writeSecrets(user, newSecret(), secrets);
        return new ChartLogin(secrets).properties();
    }

    private Map<String, String> login(String user, Path secrets, String mechanism) {
        return Map.of(
                "security.protocol",
                "SASL_SSL",
                "ssl.truststore.type",
                "PEM",
                "ssl.truststore.location",
                folder.resolve("ca.pem").toString(),
                "sasl.mechanism",
                mechanism,
                "config.providers",
                "directory",
                "config.providers.directory.class",
                "org.apache.kafka.common.config.provider.DirectoryConfigProvider",
                "sasl.jaas.config",
                jaas(mechanism, user, "${directory:" + secrets + ":password}"));
    }

    private void writeSecrets(String user, String password, Path secrets) throws IOException {
        Files.createDirectories(secrets);
        Files.writeString(secrets.resolve("password"), password);
        new ChartLogin(secrets)
                .write(jaas(SCRAM, user, password), Files.readString(folder.resolve("ca.pem")));
    }

    /** Has the broker know the users' passwords, as it keeps them: salted. */
    private void addUsers(List<String> users) throws Exception {
        List<UserScramCredentialAlteration> added = new ArrayList<>();
        for (String user : users) {
            added.add(new UserScramCredentialUpsertion(user, SALTED, passwords.get(user)));
        }
        try (Admin admin = admin()) {
            admin.alterUserScramCredentials(added).all().get();
        }
        // It lets them in a moment after it said so.
        for (String user : users) {
            Awaitility.await(user + " is let in")
                    .ignoreExceptions()
                    .until(() -> isLetIn(chartLogin(user)));
        }
    }

    private boolean isLetIn(Map<String, String> login) throws Exception {
        try (Admin admin = admin(login)) {
            return admin.describeCluster().clusterId().get() != null;
        }
    }

    private Admin admin() {
        return admin(login(ADMIN, secrets(ADMIN), PLAIN));
    }

    private Admin admin(Map<String, String> login) {
        Properties properties = new Properties();
        properties.putAll(login);
        properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        return Admin.create(properties);
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
        try (Admin admin = admin()) {
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
        String password = passwords.get(ADMIN);
        String plain = jaas(PLAIN, ADMIN, password);
        String known = " user_%s=\"%s\";".formatted(ADMIN, password);
        Properties settings = new Properties();
        settings.put("listener.security.protocol.map", "BROKER:SASL_SSL,CONTROLLER:PLAINTEXT");
        settings.put("ssl.keystore.type", "PKCS12");
        settings.put("ssl.keystore.location", keystore.toString());
        settings.put("ssl.keystore.password", password);
        settings.put("ssl.truststore.type", "PEM");
        settings.put("ssl.truststore.location", folder.resolve("ca.pem").toString());
        settings.put("sasl.enabled.mechanisms", PLAIN + "," + SCRAM);
        settings.put("sasl.mechanism.inter.broker.protocol", PLAIN);
        settings.put(
                "listener.name.broker.plain.sasl.jaas.config",
                plain.substring(0, plain.length() - 1) + known);
        settings.put(
                "listener.name.broker.scram-sha-512.sasl.jaas.config", SCRAM_MODULE + " required;");
        settings.put(
                "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        // Who comes by the controller's listener is the broker itself, without a name.
        settings.put("super.users", "User:" + ADMIN + ";User:ANONYMOUS");
        return settings;
    }

    private static String jaas(String mechanism, String user, String password) {
        return (mechanism.equals(SCRAM) ? SCRAM_MODULE : PLAIN_MODULE)
                + " required username=\"%s\" password=\"%s\";".formatted(user, password);
    }

    private static String newSecret() {
        return "secret-" + UUID.randomUUID();
    }

    @Override
    public void close() {
        server.close();
    }
}
