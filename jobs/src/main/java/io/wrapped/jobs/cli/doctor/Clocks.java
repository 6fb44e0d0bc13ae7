package io.wrapped.jobs.cli.doctor;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How the clocks of others differ from this machine's, as far as the time that an answer took lets
 * one say.
 */
final class Clocks {
    /** What is this machine's own matters to nobody below this. */
    private static final long HERE_MS = 5_000;

    private static final Verdict SAME = Verdict.ok("as this machine's");

    private final LongSupplier here;
    private final Map<String, Ahead> read = new ConcurrentHashMap<>();

    /**
     * @param here this machine's clock, epoch milliseconds
     */
    Clocks(LongSupplier here) {
        this.here = here;
    }

    /** By how much a clock is ahead: something from least to most, milliseconds. */
    record Ahead(long least, long most) {
        /** How far it is off at any rate. */
        long atLeast() {
            return least > 0 ? least : most < 0 ? -most : 0;
        }

        Ahead of(Ahead other) {
            return new Ahead(least - other.most, most - other.least);
        }
    }

    /** Asks what time it is elsewhere. */
    @FunctionalInterface
    interface Question {
        /** Epoch milliseconds; null where it is not told. */
        @Nullable Long ask() throws Exception;
    }

    /** Asks what time it was at several servers when each of them told it last. */
    @FunctionalInterface
    interface Reports {
        /** Epoch milliseconds by server. */
        Map<String, Long> ask() throws Exception;
    }

    /** Asks, and compares with this machine's clock. */
    Verdict compare(String whose, Question question) throws Exception {
        long sent = here.getAsLong();
        Long told = question.ask();
        long received = here.getAsLong();
        if (told == null) {
            return untold(whose);
        }
        Ahead ahead = new Ahead(told - received, told - sent);
        read.put(whose, ahead);
        return verdict(whose, ahead, "behind");
    }

    /**
     * Asks, and compares the slowest clock and the fastest with this machine's.
     *
     * @param spread how old a report may be, milliseconds
     */
    Verdict compareAll(String whose, long spread, Reports reports) throws Exception {
        long sent = here.getAsLong();
        Map<String, Long> told = reports.ask();
        long received = here.getAsLong();
        if (told.isEmpty()) {
            return untold(whose);
        }
        List<Verdict> wrong =
                Stream.of(
                                Collections.min(told.entrySet(), Map.Entry.comparingByValue()),
                                Collections.max(told.entrySet(), Map.Entry.comparingByValue()))
                        .distinct()
                        .map(
                                server ->
                                        verdict(
                                                server.getKey(),
                                                new Ahead(
                                                        server.getValue() - received,
                                                        server.getValue() - sent + spread),
                                                "behind, or has told nothing for so long"))
                        .filter(verdict -> verdict.outcome() != Outcome.OK)
                        .toList();
        return wrong.isEmpty() ? SAME : Verdict.all(wrong);
    }

    private static Verdict untold(String whose) {
        return Verdict.unknown(
                whose + " does not tell its time",
                "compare its clock with this machine's by hand: `date +%s.%N`");
    }

    private static Verdict verdict(String whose, Ahead ahead, String behind) {
        if (ahead.atLeast() <= HERE_MS) {
            return SAME;
        }
        return Verdict.warning(
                "%s and this machine differ by %s (%s is %s)"
                        .formatted(
                                whose,
                                Spans.ofMillis(ahead.atLeast()),
                                whose,
                                ahead.least() > 0 ? "ahead" : behind),
                "have both follow one NTP server: `chronyc tracking` or `timedatectl` on each");
    }

    /** Compares two that were asked; null where one of them was not or did not tell. */
    @Nullable Verdict between(String one, String other, Duration allowed, String option) {
        Ahead ofOne = read.get(one);
        Ahead ofOther = read.get(other);
        if (ofOne == null || ofOther == null) {
            return null;
        }
        long apart = ofOne.of(ofOther).atLeast();
        String said =
                "%s and %s differ by %s; %s is %s"
                        .formatted(one, other, Spans.ofMillis(apart), option, Spans.of(allowed));
        String remedy =
                "have brokers and Flink follow one NTP server, or raise %s in both jobs"
                        .formatted(option);
        if (apart > allowed.toMillis()) {
            return Verdict.failed(said + ", so triggers overtake records", remedy);
        }
        return 2 * apart > allowed.toMillis() ? Verdict.warning(said, remedy) : Verdict.ok(said);
    }
}
