package io.wrapped.jobs.cli.doctor;

import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;

/** Why brokers at which somebody listens cannot be asked. */
final class KafkaFailure {
    /** What is said on a command line stands in the list of processes. */
    private static final String LOGIN =
            "-Dkafka.properties.security.protocol=SASL_SSL,"
                    + " -Dkafka.properties.sasl.mechanism=… and"
                    + " '-Dkafka.properties.sasl.jaas.config=…', the last with"
                    + " ${directory:FOLDER:FILE} in place of the password, as docs/security.md has"
                    + " it";

    private KafkaFailure() {}

    static Verdict verdict(String servers, Throwable failure) {
        Throwable cause = Reason.cause(failure);
        String reason = Reason.of(cause);
        if (cause instanceof SaslAuthenticationException) {
            return Verdict.failed(
                    "the brokers refuse the login (" + reason + ")",
                    "give the login that the jobs are given: " + LOGIN);
        }
        if (cause instanceof SslAuthenticationException) {
            return Verdict.failed(
                    "TLS with the brokers fails (" + reason + ")",
                    "give the certificate to trust as the jobs are given it, in"
                            + " -Dkafka.properties.ssl.truststore.location=…");
        }
        if (cause instanceof AuthorizationException) {
            return Verdict.failed(
                    "the brokers let nobody look who logs in like this (" + reason + ")",
                    "allow the user DESCRIBE on the cluster: kafka-acls.sh --add --operation"
                            + " Describe --cluster");
        }
        if (cause instanceof TimeoutException) {
            return Verdict.failed(
                    "somebody listens at " + servers + " but does not answer as a broker does",
                    "if it is a broker that hangs, look at its log and restart it; if its listener"
                            + " wants TLS or a login, give those that the jobs are given: "
                            + LOGIN);
        }
        Throwable wrong = cause.getCause();
        if (wrong instanceof ConfigException) {
            return Verdict.failed(
                    "Kafka's client refuses its options (" + Reason.of(wrong) + ")",
                    "mend kafka.bootstrap-servers and kafka.properties");
        }
        return Verdict.failed(
                "the brokers do not answer (" + reason + ")",
                "look at the brokers' logs for the reason");
    }
}
