package io.wrapped.system;

import io.wrapped.state.cases.Case;
import io.wrapped.state.cases.CaseComparison;
import io.wrapped.state.cases.CaseFiles;
import io.wrapped.state.cases.CaseResult;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The golden cases, and the worlds where they are present, through the real pipeline. */
class CasesITCase {
    private static final int AT_A_TIME = 4;
    private static final int WORLD_PARALLELISM = 2;
    private static final Map<String, Future<CaseResult>> RUNS = new ConcurrentHashMap<>();
    private static ExecutorService runner;

    /** A case waits more than it works, so several run at a time, in systems of their own. */
    @BeforeAll
    static void startAll() {
        runner = Executors.newFixedThreadPool(AT_A_TIME);
        CaseFiles.golden().forEach(golden -> start(golden, 1));
        CaseFiles.worlds().forEach(world -> start(world, WORLD_PARALLELISM));
    }

    @AfterAll
    static void stop() {
        runner.shutdownNow();
        RUNS.clear();
    }

    @ParameterizedTest
    @MethodSource("goldenCases")
    void goldenCaseGivesItsDocuments(Case golden) throws Exception {
        CaseComparison.assertMatches(golden, RUNS.get(golden.name()).get());
    }

    @Test
    void worldsGiveTheirDocuments() throws Exception {
        Assumptions.assumeTrue(
                CaseFiles.worlds().findAny().isPresent(),
                "no worlds: set -Dwrapped.shared=FOLDER to the folder that holds worlds/");
        for (Case world : CaseFiles.worlds().toList()) {
            CaseComparison.assertMatches(world, RUNS.get(world.name()).get());
        }
    }

    static Stream<Case> goldenCases() {
        return CaseFiles.golden();
    }

    private static void start(Case input, int parallelism) {
        RUNS.put(input.name(), runner.submit(() -> PipelineRun.of(input, parallelism)));
    }
}
