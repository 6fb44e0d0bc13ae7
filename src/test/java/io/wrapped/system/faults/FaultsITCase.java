package io.wrapped.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.wrapped.system.harness.Servers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is killed, the figures stay exact and every report is told or named. Runs a handful of
 * seeds, or those of {@code -Dwrapped.seeds=FIRST-LAST}.
 */
class FaultsITCase {
    private static final int SHOWN = 3;
    private static final int WIDTH = 300;
    private static final FaultTable TABLE = new FaultTable();

    @AfterAll
    static void print() {
        System.out.println(TABLE.markdown());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void nothingIsLostDoubledOrLeftDangling(long seed) throws Exception {
        World world = World.of(seed);
        Told expected = PlainWorld.of(world);
        Finding finding;
        // New processes for each: those of a session cluster end when many jobs were loaded.
        try (FaultRun run = FaultRun.start("faults-" + seed)) {
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
        finding.offences().stream()
                .limit(SHOWN)
                .forEach(
                        line ->
                                System.out.println(
                                        line.substring(0, Math.min(WIDTH, line.length()))));
        assertThat(finding.offences()).isEmpty();
        assertThat(naming(World.users(), Servers.FOLDER.resolve("faults-" + seed + "/flink/logs")))
                .as("log lines that name a listener")
                .isEmpty();
        // Each takes two gigabytes; what is killed may still be at its own files.
        Awaitility.await()
                .ignoreExceptions()
                .until(
                        () -> {
                            Servers.deleteRecursively(Servers.FOLDER.resolve("faults-" + seed));
                            return true;
                        });
    }

    private static List<String> naming(List<String> users, Path logs) throws IOException {
        List<String> naming = new ArrayList<>();
        try (Stream<Path> files = Files.list(logs)) {
            for (Path file : files.toList()) {
                for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
                    if (users.stream().anyMatch(line::contains)) {
                        naming.add(line);
                    }
                }
            }
        }
        return naming;
    }

    static LongStream seeds() {
        String[] bounds = System.getProperty("wrapped.seeds", "1-3").split("-");
        return LongStream.rangeClosed(Long.parseLong(bounds[0]), Long.parseLong(bounds[1]));
    }
}
