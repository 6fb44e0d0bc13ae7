package io.wrapped.jobs.imports;

import io.wrapped.jobs.imports.ImportedRow.Accepted;
import io.wrapped.jobs.imports.ImportedRow.Refused;
import io.wrapped.state.contract.Play;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Counts what became of imported rows as the job will, for listeners none of whom is erased. */
final class Tally {
    private final Set<String> counted = new HashSet<>();
    private final Map<String, Integer> report = new TreeMap<>();

    void add(ImportedRow row) {
        count("read");
        if (row instanceof Refused) {
            count("dead letters");
        } else {
            count(outcome(((Accepted) row).play()));
        }
    }

    Map<String, Integer> report() {
        return report;
    }

    private String outcome(Play play) {
        if (play.msPlayed() < 30_000) {
            return "too short";
        }
        if (play.privateSession()) {
            return "private";
        }
        return counted.add(play.userId() + "\n" + play.eventId()) ? "streams" : "duplicate";
    }

    private void count(String outcome) {
        report.merge(outcome, 1, Integer::sum);
    }
}
