package io.wrapped.jobs.cli.text;

import io.wrapped.jobs.KafkaOptions;
import io.wrapped.jobs.WrappedJob;
import io.wrapped.jobs.bootstrap.Bootstrap;
import io.wrapped.jobs.savepoint.StateCounts;
import java.util.stream.Collectors;

/** What a bootstrap has made, and how the job starts from it. */
public final class BootstrapText {
    private static final String ROW = "  %-10s %14s%s\n";

    private BootstrapText() {}

    /** The lines. */
    public static String render(Bootstrap.Summary summary) {
        StateCounts state = summary.state();
        long bytes = state.bytes().values().stream().mapToLong(Long::longValue).sum();
        return row("users", state.users(), ", " + Figures.count(state.erased()) + " of them erased")
                + row("plays", summary.plays(), "")
                + row("streams", state.streams(), "")
                + row("profiles", summary.profiles(), "")
                + row("copies", summary.copies(), " records, which were left out")
                + row("state", bytes, " bytes")
                + "\nStart the wrapped job from it, with its own options behind the jar:\n\n"
                + "  flink run --detached --fromSavepoint "
                + summary.savepoint()
                + " \\\n    --class "
                + WrappedJob.class.getName()
                + " jobs/target/wrapped.jar \\\n    --"
                + KafkaOptions.START_OFFSETS.key()
                + " "
                + offsets(summary)
                + " …\n";
    }

    private static String offsets(Bootstrap.Summary summary) {
        return summary.startOffsets().entrySet().stream()
                .map(offset -> offset.getKey() + ":" + offset.getValue())
                .collect(Collectors.joining(","));
    }

    private static String row(String label, long number, String remark) {
        return ROW.formatted(label, Figures.count(number), remark);
    }
}
