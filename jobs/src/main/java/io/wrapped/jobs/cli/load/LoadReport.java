package io.wrapped.jobs.cli.load;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wrapped.jobs.cli.load.LoadFigures.Window;
import java.util.List;
import java.util.function.Function;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** What came of a load, as a JSON object; docs/load.md names its fields. */
final class LoadReport {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final LoadPlan plan;
    private final List<Window> windows;
    private final double seconds;
    private final boolean followed;

    /**
     * @param seconds how long it took
     * @param followed whether plays were looked for in reviews
     */
    LoadReport(LoadPlan plan, LoadFigures figures, double seconds, boolean followed) {
        this.plan = plan;
        this.windows = figures.windows();
        this.seconds = seconds;
        this.followed = followed;
    }

    /**
     * The document.
     *
     * @param followedPlays how many plays were to be found in reviews
     * @param missed how many of these were not found in time
     * @param triggers how many were sent
     * @param failedRead why the last read that failed did; null where none did
     */
    ObjectNode json(
            long followedPlays, long missed, long triggers, @Nullable Throwable failedRead) {
        ObjectNode json = JSON.createObjectNode();
        json.put("run", plan.run());
        json.put("users", plan.users());
        json.put("year", plan.listened().year());
        json.put("seconds", rounded(seconds));
        json.put("window_seconds", rounded(plan.window().toMillis() / 1e3));
        ObjectNode wanted = json.putObject("wanted");
        wanted.put("plays_per_second", plan.plays());
        wanted.put("reads_per_second", plan.reads());
        Window all = sum(windows);
        put(json, all, Math.min(seconds, plan.seconds()));
        if (followed) {
            json.put("followed", followedPlays);
            json.put("missed", missed);
        }
        json.put("triggers", triggers);
        if (failedRead != null) {
            json.put("read_failure", failedRead.toString());
        }
        ArrayNode each = json.putArray("windows");
        for (int i = 0; i < windows.size(); i++) {
            double from = i * (plan.window().toMillis() / 1e3);
            double to = Math.min(from + plan.window().toMillis() / 1e3, plan.seconds());
            ObjectNode window = each.addObject();
            window.put("from_seconds", rounded(from));
            window.put("to_seconds", rounded(to));
            put(window, windows.get(i), to - from);
        }
        if (windows.size() > 1) {
            Window first = windows.get(0);
            Window rest = sum(windows.subList(1, windows.size()));
            ObjectNode ratios = json.putObject("first_window_to_rest");
            putRatios(ratios, "writes", first, rest, window -> window.writes);
            putRatios(ratios, "reads", first, rest, window -> window.reads);
        }
        return json;
    }

    private void put(ObjectNode json, Window window, double span) {
        json.put("plays", window.plays.sum());
        json.put("plays_per_second", rounded(window.plays.sum() / span));
        if (followed) {
            ObjectNode writes = json.putObject("writes");
            writes.put("seen", window.writes.getTotalCount());
            putLatencies(writes, window.writes);
        } else {
            json.putNull("writes");
        }
        ObjectNode reads = json.putObject("reads");
        reads.put("done", window.reads.getTotalCount());
        reads.put("per_second", rounded(window.reads.getTotalCount() / span));
        reads.put("empty", window.emptyReads.sum());
        reads.put("failed", window.failedReads.sum());
        putLatencies(reads, window.reads);
    }

    private static void putLatencies(ObjectNode json, Histogram histogram) {
        json.put("p50_ms", millis(histogram, 50));
        json.put("p99_ms", millis(histogram, 99));
    }

    private static void putRatios(
            ObjectNode json,
            String name,
            Window first,
            Window rest,
            Function<Window, Histogram> histogram) {
        Histogram before = histogram.apply(first);
        Histogram after = histogram.apply(rest);
        if (before.getTotalCount() == 0 || after.getTotalCount() == 0) {
            return;
        }
        ObjectNode ratios = json.putObject(name);
        ratios.put("p50", ratio(before, after, 50));
        ratios.put("p99", ratio(before, after, 99));
    }

    /** Milliseconds; null where nothing was measured. */
    static @Nullable Double millis(Histogram histogram, double percentile) {
        return histogram.getTotalCount() == 0
                ? null
                : rounded(histogram.getValueAtPercentile(percentile) / 1e3);
    }

    private static double ratio(Histogram before, Histogram after, double percentile) {
        // A microsecond is the least that is told apart.
        return rounded(
                Math.max(1, before.getValueAtPercentile(percentile))
                        / (double) Math.max(1, after.getValueAtPercentile(percentile)));
    }

    private static Window sum(List<Window> windows) {
        return windows.stream().reduce(new Window(), Window::plus);
    }

    private static double rounded(double value) {
        return Math.round(value * 1e3) / 1e3;
    }
}
