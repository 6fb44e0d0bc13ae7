package io.wrapped.jobs.cli.text;

import io.wrapped.jobs.WrappedJob;
import io.wrapped.jobs.savepoint.SavepointPatch;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** What a patch has changed, and how the job goes on from it. */
public final class PatchText {
    /** The dates of so many listeners are listed. */
    private static final int LISTED = 20;

    private PatchText() {}

    /** The lines. */
    public static String render(SavepointPatch.Summary summary) {
        Map<String, int[]> all = summary.changed();
        long changed = all.values().stream().filter(days -> days.length > 0).count();
        StringBuilder out = new StringBuilder();
        out.append(Figures.count(changed))
                .append(changed == 1 ? " listener" : " listeners")
                .append(" patched, of ")
                .append(Figures.count(summary.users()))
                .append(" in the savepoint; dates that differ:\n");
        all.entrySet().stream()
                .limit(LISTED)
                .forEach(
                        user ->
                                out.append("  ")
                                        .append(user.getKey())
                                        .append(": ")
                                        .append(dates(user.getValue()))
                                        .append('\n'));
        if (all.size() > LISTED) {
            out.append("  … and ").append(all.size() - LISTED).append(" more\n");
        }
        return out.append("\nGo on from it, with the job's own options behind the jar:\n\n")
                .append("  flink run --detached --fromSavepoint ")
                .append(summary.savepoint())
                .append(" \\\n    --class ")
                .append(WrappedJob.class.getName())
                .append(" jobs/target/wrapped.jar …\n")
                .toString();
    }

    private static String dates(int[] days) {
        return days.length == 0
                ? "none, as before"
                : Arrays.stream(days)
                        .mapToObj(day -> LocalDate.ofEpochDay(day).toString())
                        .collect(Collectors.joining(" "));
    }
}
