package io.wrapped.jobs.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class KafkaFailureTest {
    private static Verdict of(Throwable failure) {
        Verdict verdict = KafkaFailure.verdict("kafka:9092", failure);
        assertThat(verdict.outcome()).isEqualTo(Outcome.FAILED);
        return verdict;
    }

    @Test
    void reasonsAreToldApart() {
        assertThat(of(new ExecutionException(new SaslAuthenticationException("bad password"))))
                .satisfies(
                        verdict -> {
                            assertThat(verdict.found())
                                    .contains("refuse the login", "bad password");
                            assertThat(verdict.remedy())
                                    .contains(
                                            "-Dkafka.properties.sasl.jaas.config=",
                                            "${directory:FOLDER:FILE}",
                                            "docs/security.md");
                        });
        assertThat(of(new ExecutionException(new SslAuthenticationException("no path"))).remedy())
                .contains("ssl.truststore.location");
        assertThat(of(new ExecutionException(new ClusterAuthorizationException("no"))).remedy())
                .contains("kafka-acls.sh");
        assertThat(of(new ExecutionException(new TimeoutException("late"))).found())
                .isEqualTo("somebody listens at kafka:9092 but does not answer as a broker does");
        assertThat(of(new KafkaException("Failed", new ConfigException("no such key"))).found())
                .contains("refuses its options", "no such key");
        assertThat(of(new ExecutionException(new KafkaException("odd"))).found()).contains("odd");
    }

    /** Arguments stand in the list of processes. */
    @Test
    void noRemedyPutsAPasswordIntoAnArgument() {
        for (Throwable failure :
                List.of(
                        new SaslAuthenticationException("bad"),
                        new SslAuthenticationException("no path"),
                        new TimeoutException("late"))) {
            assertThat(of(failure).remedy())
                    .contains("-Dkafka.properties.")
                    .doesNotContain("-Dkafka.properties=")
                    .doesNotContainIgnoringCase("user and password");
        }
    }

    @Test
    void versionsAreToldByTheLevelThatBrokersKnow() {
        assertThat(KafkaVersions.verdict(30).found()).startsWith("brokers of Kafka 4.3, ");
        assertThat(KafkaVersions.verdict(27).found()).startsWith("brokers of Kafka 4.1, ");
        assertThat(KafkaVersions.verdict(99).found()).contains("4.3 or later");
        assertThat(KafkaVersions.verdict(25).outcome()).isEqualTo(Outcome.OK);
        assertThat(KafkaVersions.verdict(21).outcome()).isEqualTo(Outcome.WARNING);
        assertThat(KafkaVersions.verdict(-1).found()).isEqualTo("brokers older than Kafka 3.4");
    }
}
