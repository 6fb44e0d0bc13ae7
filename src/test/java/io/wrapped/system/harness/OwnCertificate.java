package io.wrapped.system.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A key and a certificate that a server on this machine signed itself, made by keytool. */
final class OwnCertificate {
    private static final long KEYTOOL_SECONDS = 60;

    private final Path folder;
    private final String password;

    /**
     * Makes them.
     *
     * @param folder for the files, which is there
     * @param password of both stores
     */
    OwnCertificate(Path folder, String password) throws IOException, InterruptedException {
        this.folder = folder;
        this.password = password;
        keytool(
                keystore(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=127.0.0.1",
                "-ext",
                "SAN=IP:127.0.0.1,DNS:localhost",
                "-validity",
                "2");
        keytool(keystore(), "-exportcert", "-rfc", "-file", pem().toString());
        keytool(truststore(), "-importcert", "-noprompt", "-file", pem().toString());
    }

    /** The server's: key and certificate (PKCS12). */
    Path keystore() {
        return folder.resolve("server.p12");
    }

    /** For who trusts the server: the certificate (PKCS12). */
    Path truststore() {
        return folder.resolve("truststore.p12");
    }

    /** For who trusts the server: the certificate, as text. */
    Path pem() {
        return folder.resolve("ca.pem");
    }

    private void keytool(Path store, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", store.toString(), "-storetype", "PKCS12"));
        command.addAll(List.of("-storepass", password, "-alias", "a"));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (!process.waitFor(KEYTOOL_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException("keytool " + String.join(" ", arguments) + ": " + said);
        }
    }
}
