package io.wrapped.jobs.cli;

import io.wrapped.state.contract.Outcome;
import io.wrapped.state.contract.Outcome.Result;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of the rows of an import (SPEC section 7): rows read = streams + erased + too short +
 * private + duplicate + dead letters, these by reason.
 */
final class ImportReport {
    private final Map<Result, Long> results = new TreeMap<>();
    private final Map<String, Long> reasons = new TreeMap<>();
    private long read;

    /** A row was read. */
    void read() {
        read++;
    }

    /** A row, or the play that it became, was refused. */
    void deadLetter(String reason) {
        count(Result.DEAD_LETTER);
        reasons.merge(reason, 1L, Long::sum);
    }

    /** The job said what became of a play. */
    void outcome(Outcome outcome) {
        if (outcome.result() == Result.DEAD_LETTER) {
            deadLetter(String.valueOf(outcome.reason()));
        } else {
            count(outcome.result());
        }
    }

    long rows() {
        return read;
    }

    long of(Result result) {
        return results.getOrDefault(result, 0L);
    }

    /** The report as lines for people. */
    String text() {
        StringBuilder text = new StringBuilder();
        line(text, "rows read", read);
        line(text, "  streams", of(Result.STREAM));
        line(text, "  too short (under 30 s)", of(Result.TOO_SHORT));
        line(text, "  duplicate", of(Result.DUPLICATE));
        line(text, "  private", of(Result.PRIVATE));
        line(text, "  erased", of(Result.ERASED));
        line(text, "  dead letters", of(Result.DEAD_LETTER));
        reasons.forEach((reason, count) -> line(text, "    " + reason, count));
        return text.toString();
    }

    private void count(Result result) {
        results.merge(result, 1L, Long::sum);
    }

    private static void line(StringBuilder text, String name, long count) {
        text.append(String.format(Locale.ROOT, "%-45s %,12d%n", name, count));
    }
}
