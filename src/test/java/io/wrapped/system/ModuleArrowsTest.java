package io.wrapped.system;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The arrows between modules: nothing depends on what it may not. */
class ModuleArrowsTest {
    private static final String STATE = "io.wrapped.state..";
    private static final String OPERATORS = "io.wrapped.operators..";
    private static final String SINKS = "io.wrapped.sinks..";
    private static final String JOBS = "io.wrapped.jobs..";
    private static final String LOCAL = "io.wrapped.local..";
    private static final JavaClasses MAIN =
            new ClassFileImporter()
                    .withImportOption(
                            location ->
                                    !location.contains("/test-classes/")
                                            && !location.contains("-tests.jar"))
                    .importPackages("io.wrapped");

    @ParameterizedTest
    @MethodSource("arrows")
    void onlyTheseArrows(ArchRule rule) {
        rule.check(MAIN);
    }

    static Stream<ArchRule> arrows() {
        return Stream.of(
                none(STATE, OPERATORS, SINKS, JOBS, LOCAL),
                none(OPERATORS, SINKS, JOBS, LOCAL),
                none(SINKS, OPERATORS, JOBS, LOCAL),
                none(JOBS, LOCAL),
                none(LOCAL, OPERATORS, SINKS, JOBS),
                none(STATE, "org.apache.."),
                none(OPERATORS, "org.apache.hadoop.."),
                none(SINKS, "org.asynchttpclient.."),
                none(
                        new String[] {STATE, OPERATORS, SINKS, JOBS, LOCAL},
                        "org.junit..",
                        "org.assertj..",
                        "org.awaitility..",
                        "net.jqwik..",
                        "org.apache.flink.test..",
                        "com.tngtech.."));
    }

    private static ArchRule none(String from, String... to) {
        return none(new String[] {from}, to);
    }

    private static ArchRule none(String[] from, String... to) {
        return noClasses()
                .that()
                .resideInAnyPackage(from)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(to);
    }
}
