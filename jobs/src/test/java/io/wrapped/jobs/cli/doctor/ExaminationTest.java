package io.wrapped.jobs.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ExaminationTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Verdict WELL = Verdict.ok("well");

    private record Faked(String name, Check entrance, List<Check> checks) implements Area {
        @Override
        public void close() throws IOException {
            throw new IOException("who closes does not matter");
        }
    }

    private static Check check(String name, Check.Look look) {
        return new Check(name, "do this", look);
    }

    private static List<Finding> examine(Duration limit, Area... areas) throws Exception {
        return new Examination(limit).of(List.of(areas));
    }

    @Test
    void whatDoesNotAnswerHidesNothingElsewhere() throws Exception {
        Area dead =
                new Faked(
                        "Kafka",
                        check("brokers", () -> Verdict.failed("nobody listens", "start it")),
                        List.of(
                                check(
                                        "topic",
                                        () -> {
                                            throw new AssertionError("is not to be looked at");
                                        })));
        Area well =
                new Faked(
                        "HBase", check("servers", () -> WELL), List.of(check("table", () -> WELL)));

        List<Finding> findings = examine(LIMIT, dead, well);

        assertThat(findings)
                .extracting(Finding::area, Finding::check, finding -> finding.verdict().outcome())
                .containsExactly(
                        tuple("Kafka", "brokers", Outcome.FAILED),
                        tuple("Kafka", "topic", Outcome.UNKNOWN),
                        tuple("HBase", "servers", Outcome.OK),
                        tuple("HBase", "table", Outcome.OK));
        assertThat(findings.get(1).verdict().remedy()).isEqualTo("first mend \"brokers\" of Kafka");
    }

    private static Check hanging(String name) {
        CountDownLatch never = new CountDownLatch(1);
        return check(
                name,
                () -> {
                    never.await();
                    return WELL;
                });
    }

    private static Verdict hung(String limit) {
        return Verdict.failed(
                "no answer within " + limit + ": it hangs or is overloaded", "do this");
    }

    @Test
    void anEntranceThatHangsIsSaidToHang() throws Exception {
        List<Finding> findings =
                examine(
                        Duration.ofMillis(300),
                        new Faked("HBase", hanging("servers"), List.of(hanging("table"))));

        assertThat(findings.get(0).verdict()).isEqualTo(hung("300 ms"));
        assertThat(findings.get(1).verdict().outcome()).isEqualTo(Outcome.UNKNOWN);
    }

    /** The limit is long for those that are well: also on a machine that has no time. */
    @Test
    void whatHangsHidesNothingAndTakesOneLimitForAll() throws Exception {
        List<Check> checks = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            checks.add(hanging("table " + i));
        }
        checks.add(check("clock", () -> WELL));
        long began = System.nanoTime();

        List<Finding> findings =
                examine(
                        Duration.ofSeconds(5),
                        new Faked("HBase", check("servers", () -> WELL), checks));

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(40));
        assertThat(findings.subList(1, 11)).extracting(Finding::verdict).containsOnly(hung("5 s"));
        assertThat(findings.get(11).verdict()).isEqualTo(WELL);
    }

    @Test
    void whatFailsToBeSeenIsToldWithItsReason() throws Exception {
        Check refused =
                check(
                        "x",
                        () -> {
                            throw new IOException("denied\nand much more");
                        });

        List<Finding> others =
                examine(LIMIT, new Faked("A", check("in", () -> WELL), List.of(refused)));
        List<Finding> entrance = examine(LIMIT, new Faked("A", refused, List.of()));

        assertThat(others.get(1).verdict())
                .isEqualTo(Verdict.unknown("IOException: denied", "do this"));
        assertThat(entrance.get(0).verdict())
                .isEqualTo(Verdict.failed("IOException: denied", "do this"));
    }

    @Test
    void whatIsLeftOutIsOneLine() throws Exception {
        Area area = new Faked("Model", check("one word", () -> WELL), List.of());

        List<Finding> findings = examine(LIMIT, new LeftOut(area));

        assertThat(findings)
                .containsExactly(
                        new Finding(
                                "Model",
                                "one word",
                                Verdict.skipped(
                                        "left out", "to look at it, leave out --skip=model")));
    }

    @Test
    void theWorstOfSeveralCountsAndEachIsTold() {
        Verdict all =
                Verdict.all(
                        List.of(
                                Verdict.warning("a", "mend"),
                                Verdict.failed("b", "repair"),
                                Verdict.warning("c", "mend")));

        assertThat(all).isEqualTo(Verdict.failed("a; b; c", "mend; repair"));
    }
}
