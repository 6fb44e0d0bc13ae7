package io.wrapped.system.faults;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/** What many seeds came to, as the tables of {@code docs/reliability.md}. */
final class FaultTable {
    private final List<Finding> findings = new ArrayList<>();
    private int compared;
    private int aborted;

    /**
     * Adds what became of a seed.
     *
     * @param ofSeed so many documents and day facts were compared
     */
    void add(Finding finding, int ofSeed) {
        findings.add(finding);
        compared += ofSeed;
    }

    /** A seed whose run broke off. */
    void aborted() {
        aborted++;
    }

    /** Both tables in Markdown. */
    String markdown() {
        StringBuilder text = new StringBuilder();
        line(text, "what", "how many");
        line(text, "---", "---");
        line(text, "seeds run", String.valueOf(findings.size()));
        line(text, "seeds whose run broke off", String.valueOf(aborted));
        line(text, "faults inflicted", sum(finding -> finding.counts().all()));
        line(text, "processes killed", sum(finding -> finding.counts().kills()));
        line(text, "of these during a checkpoint", sum(f -> f.counts().duringCheckpoint()));
        line(
                text,
                "of these between a question and its answer",
                sum(finding -> finding.counts().beforeAnswer()));
        line(
                text,
                "of these between an answer and its story in the store",
                sum(finding -> finding.counts().beforePut()));
        line(text, "documents and day facts compared", String.valueOf(compared));
        line(text, "lost", sum(finding -> finding.wrong(Difference.Kind.LOST)));
        line(text, "counted twice", sum(finding -> finding.wrong(Difference.Kind.DOUBLED)));
        line(text, "wrong otherwise", sum(finding -> finding.wrong(Difference.Kind.OTHER)));
        line(text, "records without an outcome", sum(finding -> finding.unheard().size()));
        line(text, "reports neither told nor named", sum(finding -> finding.open().size()));
        line(text, "times a reader looked at everything", sum(Finding::looks));
        line(text, "stories seen without their text", sum(finding -> finding.hollow().size()));
        line(text, "stories of other facts than their day's", sum(f -> f.foreign().size()));
        line(text, "answers paid for twice", sum(Finding::paidTwice));
        line(
                text,
                "of these not in flight at a fault",
                sum(finding -> finding.inexcusable().size()));
        text.append('\n');
        line(text, "fault", "inflicted");
        line(text, "---", "---");
        byKind().forEach((fault, count) -> line(text, fault.inWords(), String.valueOf(count)));
        return text.toString();
    }

    private Map<Fault, Integer> byKind() {
        Map<Fault, Integer> counts = new EnumMap<>(Fault.class);
        // What never came is to be seen.
        for (Fault fault : Fault.values()) {
            counts.put(fault, 0);
        }
        for (Finding finding : findings) {
            finding.counts()
                    .byKind()
                    .forEach((fault, count) -> counts.merge(fault, count, Integer::sum));
        }
        return counts;
    }

    private String sum(ToIntFunction<Finding> figure) {
        return String.valueOf(findings.stream().mapToInt(figure).sum());
    }

    private static void line(StringBuilder text, String what, String count) {
        text.append("| ").append(what).append(" | ").append(count).append(" |\n");
    }
}
