package io.wrapped.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.wrapped.system.harness.Servers;
import io.wrapped.system.processes.PlantedJar;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The suite of faults is no use unless it finds mistakes: these are the ones it must find. */
class PlantedBugsITCase {
    private static final Path HOME = Path.of(System.getProperty("wrapped.home"));
    private static final Schedule KILLS =
            new Schedule(List.of(kill(false), kill(false), kill(true)));
    private static final Schedule KILLS_WHILE_TELLING =
            new Schedule(List.of(kill(true), kill(true), kill(true)));

    /** What is lost is waited for in vain. */
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private static FaultRun run;

    @BeforeAll
    static void start() throws Exception {
        run = FaultRun.start("planted");
    }

    private static Schedule.Entry kill(boolean whileTelling) {
        return new Schedule.Entry(
                Fault.TASK_MANAGER_KILLED,
                whileTelling,
                Duration.ofMillis(700),
                Duration.ZERO,
                /* choice= */ 0);
    }

    @AfterAll
    static void stop() throws Exception {
        run.close();
    }

    /** Else what is found below might be found of anything. */
    @Test
    void withoutAMistakeNothingIsFound() throws Exception {
        assertThat(offences("none", KILLS, FaultRun.PATIENCE, run.jar())).isEmpty();
    }

    @Test
    void putWithoutItsTimeStampIsFound() throws Exception {
        assertThat(
                        offences(
                                "unstamped",
                                KILLS,
                                "sinks/src/main/java/io/wrapped/sinks/hbase/HBaseSinkWriter.java",
                                "put.addColumn(family, qualifier, cell.version(), value)",
                                "put.addColumn(family, qualifier, value)"))
                .anyMatch(offence -> offence.startsWith("wrong"));
    }

    @Test
    void playsThatWaitAndAreForgottenAreFound() throws Exception {
        assertThat(
                        offences(
                                "forgotten",
                                KILLS,
                                "operators/src/main/java/io/wrapped/operators/listener/"
                                        + "ListenerOperator.java",
                                "waiting.save(this::save);",
                                ""))
                .anyMatch(offence -> offence.startsWith("wrong: LOST"));
    }

    @Test
    void offsetsCommittedEarlyAreFound() throws Exception {
        assertThat(
                        offences(
                                "early",
                                KILLS,
                                "operators/src/main/java/io/wrapped/operators/source/"
                                        + "BrokerTimeReader.java",
                                "            return splits;",
                                """
                                            return splits.stream()
                                                    .map(
                                                            split ->
                                                                    new KafkaPartitionSplit(
                                                                            split.getTopicPartition(),
                                                                            Math.max(
                                                                                    split.getStartingOffset(),
                                                                                    split.getStartingOffset() + 9)))
                                                    .toList();
                                """))
                .anyMatch(offence -> offence.startsWith("wrong: LOST"));
    }

    @Test
    void askingAgainForWhatIsStoredIsFound() throws Exception {
        assertThat(
                        offences(
                                "again",
                                KILLS_WHILE_TELLING,
                                "operators/src/main/java/io/wrapped/operators/story/StoryTeller.java",
                                "if (isComplete(stories.byDay().get(request.epochDay()),"
                                        + " fingerprint)) {",
                                "if (System.nanoTime() == 0) {"))
                .anyMatch(offence -> offence.startsWith("paid twice"));
    }

    private static List<String> offences(
            String name, Schedule schedule, String source, String right, String wrong)
            throws Exception {
        Path folder = Servers.FOLDER.resolve("planted").resolve(name);
        Path jar = PlantedJar.of(HOME, run.jar(), folder, source, right, wrong);
        return offences(name, schedule, PATIENCE, jar);
    }

    private static List<String> offences(
            String name, Schedule schedule, Duration patience, Path jar) throws Exception {
        World world = World.of(1);
        Finding finding =
                run.disturbed(
                        "planted-" + name, world, schedule, PlainWorld.of(world), patience, jar);
        System.out.println(name + ": " + finding.summary());
        return finding.offences();
    }
}
