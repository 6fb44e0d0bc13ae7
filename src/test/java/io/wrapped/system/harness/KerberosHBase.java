package io.wrapped.system.harness;

import io.wrapped.local.Ports;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.kerby.kerberos.kerb.KrbException;
import org.apache.kerby.kerberos.kerb.server.SimpleKdcServer;

/**
 * An HBase that lets in who has a ticket of a Kerberos realm and encrypts what is said, with the
 * realm's KDC. Who likes speaks TLS to it besides.
 */
public final class KerberosHBase implements AutoCloseable {
    private static final String REALM = "EXAMPLE.COM";

    private final Path folder = Servers.FOLDER.resolve("kerberos");
    private final String password = "secret-" + UUID.randomUUID();
    private final OwnCertificate certificate;
    private final SimpleKdcServer kdc;
    private final ServerChild server;
    private final Map<String, String> addresses;

    private KerberosHBase() throws IOException, InterruptedException, KrbException {
        Servers.deleteRecursively(folder);
        Path settings = Files.createDirectories(folder.resolve("settings"));
        certificate = new OwnCertificate(folder, password);
        kdc = startKdc();
        // As clients find out from the address.
        String host = InetAddress.getByName(Ports.LOOPBACK).getCanonicalHostName();
        String principal = "hbase/" + host;
        Path keytab = newUser(principal);
        write(
                settings.resolve("core-site.xml"),
                Map.of("hadoop.security.authentication", "kerberos"));
        write(settings.resolve("hbase-site.xml"), settings(principal + "@" + REALM, keytab));
        server = Servers.startHBase(folder, List.of(jvmOption()));
        addresses = server.ready();
    }

    private Map<String, String> settings(String principal, Path keytab) {
        return Map.ofEntries(
                Map.entry("hbase.security.authentication", "kerberos"),
                Map.entry("hbase.rpc.protection", "privacy"),
                Map.entry("hbase.master.kerberos.principal", principal),
                Map.entry("hbase.regionserver.kerberos.principal", principal),
                Map.entry("hbase.master.keytab.file", keytab.toString()),
                Map.entry("hbase.regionserver.keytab.file", keytab.toString()),
                Map.entry("hbase.server.netty.tls.enabled", "true"),
                Map.entry("hbase.server.netty.tls.supportplaintext", "true"),
                Map.entry("hbase.server.netty.tls.client.auth.mode", "NONE"),
                Map.entry("hbase.rpc.tls.keystore.location", certificate.keystore().toString()),
                Map.entry("hbase.rpc.tls.keystore.password", password));
    }

    /** Starts both, in the realm {@code EXAMPLE.COM}. */
    public static KerberosHBase start() throws IOException, InterruptedException, KrbException {
        return new KerberosHBase();
    }

    private SimpleKdcServer startKdc() throws IOException, KrbException {
        SimpleKdcServer started = new SimpleKdcServer();
        started.setKdcRealm(REALM);
        started.setKdcHost(Ports.LOOPBACK);
        started.setKdcTcpPort(Ports.choose(0));
        started.setAllowUdp(false);
        started.setWorkDir(folder.toFile());
        started.init();
        started.start();
        return started;
    }

    /** By which a JVM finds the realm. */
    public String jvmOption() {
        return "-Djava.security.krb5.conf=" + folder.resolve("krb5.conf");
    }

    /** Address of HBase's ZooKeeper. */
    public String quorum() {
        return addresses.get("quorum");
    }

    /** Addresses of master and region server. */
    public String bootstrap() {
        return addresses.get("bootstrap");
    }

    /** For who speaks TLS: what a client trusts. */
    public Path truststore() {
        return certificate.truststore();
    }

    /** Of the {@link #truststore}. */
    public String truststorePassword() {
        return password;
    }

    /** Makes somebody known to the realm, and gives the keytab. */
    public Path newUser(String name) throws KrbException {
        kdc.createPrincipal(name);
        Path keytab = folder.resolve(name.replace('/', '-') + ".keytab");
        kdc.exportPrincipal(name, keytab.toFile());
        return keytab;
    }

    /** Gives a user another key: keytabs that there are do not let in any more. */
    public void changeKey(String name) throws KrbException {
        kdc.deletePrincipal(name);
        kdc.createPrincipal(name);
    }

    private static void write(Path file, Map<String, String> settings) throws IOException {
        Configuration configuration = new Configuration(false);
        settings.forEach(configuration::set);
        try (OutputStream out = Files.newOutputStream(file)) {
            configuration.writeXml(out);
        }
    }

    @Override
    public void close() throws KrbException {
        server.close();
        kdc.stop();
    }
}
