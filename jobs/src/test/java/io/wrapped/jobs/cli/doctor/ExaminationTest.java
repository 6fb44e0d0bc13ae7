package io.wrapped.jobs.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.time.Duration;
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

    @Test
    void whatHangsIsSaidToHangAndTheOthersAreSeen() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        Check hangs =
                check(
                        "table",
                        () -> {
                            never.await();
                            return WELL;
                        });

        List<Finding> findings =
                examine(
                        Duration.ofMillis(300),
                        new Faked(
                                "HBase",
                                check("servers", () -> WELL),
                                List.of(hangs, check("clock", () -> WELL))));

        assertThat(findings.get(1).verdict())
                .isEqualTo(
                        Verdict.failed(
                                "no answer within 300 ms: it hangs or is overloaded", "do this"));
        assertThat(findings.get(2).verdict()).isEqualTo(WELL);
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
