package io.wrapped.system.load;

import java.util.List;
import java.util.Locale;

/**
 * What others and checkpoints took for a while.
 *
 * @param lags from a play to a review with it, ascending, milliseconds
 * @param checkpoints from begin to end, ascending, milliseconds
 * @param failedCheckpoints how many were not completed
 * @param seconds how long the while was
 */
record Round(
        String name,
        List<Long> lags,
        List<Long> checkpoints,
        long failedCheckpoints,
        long seconds) {

    static String heading() {
        return "| while | seconds | plays of others | lag, median ms | lag, longest ms"
                + " | checkpoints | median ms | longest ms | failed |\n"
                + "| --- | --- | --- | --- | --- | --- | --- | --- | --- |\n";
    }

    String row() {
        return String.format(
                Locale.ROOT,
                "| %s | %d | %d | %d | %d | %d | %d | %d | %d |%n",
                name,
                seconds,
                lags.size(),
                median(lags),
                longest(lags),
                checkpoints.size(),
                median(checkpoints),
                longest(checkpoints),
                failedCheckpoints);
    }

    long medianLag() {
        return median(lags);
    }

    long medianCheckpoint() {
        return median(checkpoints);
    }

    long longestLag() {
        return longest(lags);
    }

    long longestCheckpoint() {
        return longest(checkpoints);
    }

    private static long median(List<Long> sorted) {
        return sorted.isEmpty() ? 0 : sorted.get(sorted.size() / 2);
    }

    private static long longest(List<Long> sorted) {
        return sorted.isEmpty() ? 0 : sorted.get(sorted.size() - 1);
    }
}
