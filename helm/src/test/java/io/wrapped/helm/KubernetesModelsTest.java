package io.wrapped.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Objects of Kubernetes itself and of the Prometheus operator have no field that these do not know,
 * and none of another type.
 */
class KubernetesModelsTest {
    private static final Map<String, Class<? extends HasMetadata>> MODELS =
            Stream.of(
                            ConfigMap.class,
                            CronJob.class,
                            Job.class,
                            NetworkPolicy.class,
                            PersistentVolumeClaim.class,
                            Pod.class,
                            PodDisruptionBudget.class,
                            PodMonitor.class,
                            PrometheusRule.class,
                            Role.class,
                            RoleBinding.class,
                            Service.class,
                            ServiceAccount.class,
                            StatefulSet.class)
                    .collect(Collectors.toMap(Class::getSimpleName, Function.identity()));

    /** Kinds of Flink's operator, which {@link OperatorCrdsTest} checks by its definitions. */
    private static final String OTHERS = "FlinkDeployment|FlinkStateSnapshot";

    /** The models keep what they do not know, unless they are not let. */
    private static final ObjectMapper STRICT =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .annotationIntrospector(
                            new JacksonAnnotationIntrospector() {
                                @Override
                                public Boolean hasAnySetter(Annotated annotated) {
                                    return annotated instanceof AnnotatedMember
                                            ? Boolean.FALSE
                                            : super.hasAnySetter(annotated);
                                }
                            })
                    .build();

    @TempDir Path temporary;

    @ParameterizedTest
    @EnumSource
    void objectsAreAsKubernetesDefinesThem(Scenario scenario) throws Exception {
        Map<String, String> more =
                Map.of(
                        "networkPolicy.enabled", "true",
                        "networkPolicy.egress[0].to[0].ipBlock.cidr", "10.0.0.0/8",
                        "state.claim.name", "state",
                        "state.claim.create", "true",
                        "monitoring.podMonitor.enabled", "true",
                        "servers.kafka.enabled", "true",
                        "servers.hbase.enabled", "true",
                        "servers.hbase.image", "hbase:2.6");
        int checked = 0;
        for (ObjectNode object : Chart.copy(temporary).objects(scenario, more)) {
            String kind = object.path("kind").asText();
            if (!kind.matches(OTHERS)) {
                assertThat(MODELS).as("models").containsKey(kind);
                HasMetadata read = STRICT.treeToValue(object, MODELS.get(kind));
                assertThat(object.path("apiVersion").asText()).isEqualTo(read.getApiVersion());
                checked++;
            }
        }
        assertThat(checked).isGreaterThanOrEqualTo(14);
    }

    @ParameterizedTest
    @CsvSource({
        "Job, templates/_pods.tpl, restartPolicy:, restartpolicy:",
        "CronJob, templates/doctor.yaml, suspend:, suspended:",
        "PodMonitor, templates/monitoring.yaml, podMetricsEndpoints:, endpoints:",
        "PrometheusRule, rules/listening.yaml, expr:, expression:",
    })
    void aMisspelledFieldIsSeen(String kind, String file, String text, String mistake)
            throws Exception {
        Chart chart = Chart.copy(temporary).with(file, text, mistake);
        ObjectNode object = Chart.ofKind(kind, chart.objects(Scenario.PRODUCTION)).get(0);

        assertThatThrownBy(() -> STRICT.treeToValue(object, MODELS.get(kind)))
                .isInstanceOf(JsonMappingException.class)
                .hasMessageContaining(mistake.replace(":", ""));
    }
}
