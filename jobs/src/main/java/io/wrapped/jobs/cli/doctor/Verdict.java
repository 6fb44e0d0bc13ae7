package io.wrapped.jobs.cli.doctor;

import java.util.Collection;
import java.util.stream.Collectors;

/**
 * What a check found.
 *
 * @param found how it is, or what is wrong
 * @param remedy what to do about it; empty where all is well
 */
record Verdict(Outcome outcome, String found, String remedy) {

    Verdict {
        if (outcome != Outcome.OK && remedy.isBlank()) {
            throw new IllegalArgumentException("'" + found + "' has no remedy");
        }
    }

    static Verdict ok(String found) {
        return new Verdict(Outcome.OK, found, "");
    }

    static Verdict skipped(String found, String remedy) {
        return new Verdict(Outcome.SKIPPED, found, remedy);
    }

    static Verdict unknown(String found, String remedy) {
        return new Verdict(Outcome.UNKNOWN, found, remedy);
    }

    static Verdict warning(String found, String remedy) {
        return new Verdict(Outcome.WARNING, found, remedy);
    }

    static Verdict failed(String found, String remedy) {
        return new Verdict(Outcome.FAILED, found, remedy);
    }

    /** All that is wrong with one thing; at least one. */
    static Verdict all(Collection<Verdict> verdicts) {
        return new Verdict(
                verdicts.stream().map(Verdict::outcome).reduce(Outcome.OK, Outcome::worse),
                verdicts.stream().map(Verdict::found).collect(Collectors.joining("; ")),
                verdicts.stream()
                        .map(Verdict::remedy)
                        .distinct()
                        .collect(Collectors.joining("; ")));
    }
}
