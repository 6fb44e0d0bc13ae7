package io.wrapped.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.kubernetes.operator.api.lifecycle.ResourceLifecycleState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the page on Kubernetes asks of an object's status is there, by the operator's definitions.
 */
class StatusPathsTest {
    private static final Pattern ASKED =
            Pattern.compile(
                    "kubectl -n music (?:get|wait) (flinkdeployment|flinkstatesnapshot) (.*)");
    private static final Pattern FIELD = Pattern.compile("\\.(?:status|spec)[.\\w]+");
    private static final Pattern STATE = Pattern.compile("lifecycleState}'=(\\w+)");

    private static String page() throws IOException {
        return Files.readString(Path.of("../docs/kubernetes.md"));
    }

    static List<String[]> fields() throws IOException {
        return ASKED.matcher(page())
                .results()
                .flatMap(
                        line ->
                                FIELD.matcher(line.group(2))
                                        .results()
                                        .map(field -> new String[] {line.group(1), field.group()}))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("fields")
    void theFieldIsThere(String kind, String field) throws Exception {
        assertThat(OperatorCrds.hasField(kind, field)).as(kind + field).isTrue();
    }

    @Test
    void statesThatAreWaitedForAreSuchOfTheOperator() throws Exception {
        Stream<String> known =
                Arrays.stream(ResourceLifecycleState.values()).map(ResourceLifecycleState::name);

        assertThat(STATE.matcher(page()).results().map(state -> state.group(1)))
                .contains("STABLE", "SUSPENDED")
                .isSubsetOf(known.toList());
    }

    @ParameterizedTest
    @CsvSource({
        "flinkdeployment, .status.jobStatus.savepoint",
        "flinkstatesnapshot, .status.paths"
    })
    void aFieldThatIsNotThereIsSeen(String kind, String field) throws Exception {
        assertThat(OperatorCrds.hasField(kind, field)).isFalse();
    }
}
