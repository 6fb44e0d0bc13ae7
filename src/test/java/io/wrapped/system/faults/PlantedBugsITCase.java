package io.wrapped.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.wrapped.system.harness.Servers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
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
    private static final Duration PATIENCE = Duration.ofSeconds(40);

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

    /** Else what is found below might be found of anything, or of whoever is slow. */
    @Test
    void withoutAMistakeNothingIsFound() throws Exception {
        assertThat(offences("none", KILLS, run.jar())).isEmpty();
        assertThat(offences("none-telling", KILLS_WHILE_TELLING, run.jar())).isEmpty();
    }

    @Test
    void putWithoutItsTimeStampIsFound() throws Exception {
        assertThat(offences(Mistake.PUT_WITHOUT_ITS_TIME_STAMP, KILLS))
                .anyMatch(offence -> offence.startsWith("wrong"));
    }

    @Test
    void playsThatWaitAndAreForgottenAreFound() throws Exception {
        assertThat(offences(Mistake.WAITING_PLAYS_FORGOTTEN, KILLS))
                .anyMatch(offence -> offence.startsWith("wrong: LOST"));
    }

    @Test
    void offsetsCommittedEarlyAreFound() throws Exception {
        assertThat(offences(Mistake.OFFSETS_COMMITTED_EARLY, KILLS))
                .anyMatch(offence -> offence.startsWith("wrong: LOST"));
    }

    @Test
    void askingAgainForWhatIsStoredIsFound() throws Exception {
        assertThat(offences(Mistake.ASKED_AGAIN_FOR_WHAT_IS_STORED, KILLS_WHILE_TELLING))
                .anyMatch(offence -> offence.startsWith("paid twice"));
    }

    private static List<String> offences(Mistake mistake, Schedule schedule) throws Exception {
        String name = mistake.name().toLowerCase(Locale.ROOT).replace('_', '-');
        Path folder = Servers.FOLDER.resolve("planted").resolve(name);
        return offences(name, schedule, mistake.plant(HOME, run.jar(), folder));
    }

    private static List<String> offences(String name, Schedule schedule, Path jar)
            throws Exception {
        World world = World.of(1);
        Finding finding =
                run.disturbed(
                        "planted-" + name, world, schedule, PlainWorld.of(world), PATIENCE, jar);
        System.out.println(name + ": " + finding.summary());
        return finding.offences();
    }
}
