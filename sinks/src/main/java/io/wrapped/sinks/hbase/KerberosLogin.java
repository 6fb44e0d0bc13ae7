package io.wrapped.sinks.hbase;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.security.User;
import org.apache.hadoop.hbase.security.provider.SaslClientAuthenticationProviders;
import org.apache.hadoop.security.UserGroupInformation;

/**
 * Readies a process for a login to HBase by Kerberos. HBase's client logs in by its keytab, and
 * again before the ticket ends, for as long as it has a connection; but it does so only in a
 * process that was told of Kerberos, as Hadoop's own programs are by their files of settings.
 */
final class KerberosLogin {
    private static final String KEYTAB = "hbase.client.keytab.file";
    private static final String PRINCIPAL = "hbase.client.keytab.principal";

    private KerberosLogin() {}

    /**
     * To be called before each connection; does nothing where HBase is reached without Kerberos.
     *
     * @throws IllegalArgumentException where no login can come of these properties
     */
    static void prepare(Configuration configuration) throws IOException {
        if (!User.isHBaseSecurityEnabled(configuration)) {
            return;
        }
        configuration.set("hadoop.security.authentication", "kerberos");
        UserGroupInformation.setConfiguration(configuration);
        // How to log in is chosen once a process, by the first who asks. With
        // hbase.bootstrap-servers that would be a question about the cluster that is asked without
        // a login, and so would be all that follow.
        SaslClientAuthenticationProviders.getInstance(configuration);
        if (User.shouldLoginFromKeytab(configuration)) {
            checkReadable(configuration.get(KEYTAB));
        } else if (!UserGroupInformation.getCurrentUser().hasKerberosCredentials()) {
            throw new IllegalArgumentException(
                    "hbase.security.authentication is kerberos, but there is no ticket, and"
                            + " hbase.properties do not say how to get one: set %s and %s"
                                    .formatted(KEYTAB, PRINCIPAL));
        }
    }

    /** Kerberos itself would say that it cannot obtain a password from the user. */
    private static void checkReadable(String keytab) {
        if (!Files.isReadable(Path.of(keytab))) {
            throw new IllegalArgumentException(
                    "%s is %s, where no file can be read".formatted(KEYTAB, keytab));
        }
    }
}
