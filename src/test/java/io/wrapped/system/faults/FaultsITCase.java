package io.wrapped.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is killed, the figures stay exact and every report is told or named. Runs a handful of
 * seeds, or those of {@code -Dwrapped.seeds=FIRST-LAST}.
 */
class FaultsITCase {
    private static final FaultTable TABLE = new FaultTable();
    private static FaultRun run;

    @BeforeAll
    static void start() throws Exception {
        run = FaultRun.start("faults");
    }

    @AfterAll
    static void stop() throws Exception {
        System.out.println(TABLE.markdown());
        run.close();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void nothingIsLostDoubledOrLeftDangling(long seed) throws Exception {
        World world = World.of(seed);
        Told expected = PlainWorld.of(world);
        Finding finding;
        try {
            assertThat(expected.differences(run.undisturbed(world, expected))).isEmpty();
            finding =
                    run.disturbed(
                            "storm-" + seed,
                            world,
                            Schedule.of(seed),
                            expected,
                            FaultRun.PATIENCE,
                            run.jar());
        } catch (Throwable e) {
            TABLE.aborted();
            throw e;
        }
        TABLE.add(finding, expected.size());
        System.out.println(finding.summary());
        assertThat(finding.offences()).isEmpty();
    }

    static LongStream seeds() {
        String[] bounds = System.getProperty("wrapped.seeds", "1-3").split("-");
        return LongStream.rangeClosed(Long.parseLong(bounds[0]), Long.parseLong(bounds[1]));
    }
}
