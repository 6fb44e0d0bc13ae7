package io.wrapped.bench.command;

import io.wrapped.bench.measure.Figure;
import io.wrapped.bench.measure.Figures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What all runs over one workload measured. */
final class Results {
    private final Map<String, List<Figures>> byContestant = new LinkedHashMap<>();

    /** A middle value and how far the others lie. */
    record Spread(double median, double least, double most) {
        static final Spread NONE = new Spread(Double.NaN, Double.NaN, Double.NaN);

        boolean known() {
            return !Double.isNaN(median);
        }
    }

    /** A figure made of a run's figures. */
    @FunctionalInterface
    interface Derived {
        double of(Figures figures);
    }

    /** Processor time per million plays. */
    static final Derived CPU_A_MILLION =
            figures -> 1e6 * figures.get(Figure.CPU_SECONDS) / figures.get(Figure.PLAYS);

    /** Bytes of RocksDB a stream, compacted. */
    static final Derived STATE_A_STREAM =
            figures -> figures.get(Figure.STATE_BYTES) / figures.get(Figure.STREAMS);

    /** Users whose year is told per second of one core. */
    static final Derived RANKED_A_SECOND =
            figures -> figures.get(Figure.USERS_RANKED) / figures.get(Figure.RANKING_CPU_SECONDS);

    /** MiB that checkpoints write per million plays. */
    static final Derived CHECKPOINTED_A_MILLION =
            figures ->
                    1e6
                            * figures.get(Figure.CHECKPOINT_BYTES)
                            / figures.get(Figure.PLAYS)
                            / (1 << 20);

    /** Reviews per million plays while they come in. */
    static final Derived REVIEWS_A_MILLION =
            figures -> 1e6 * figures.get(Figure.REVIEWS) / figures.get(Figure.PLAYS);

    /** Dates of a listener with a stream, per million plays. */
    static final Derived DATES_A_MILLION =
            figures -> 1e6 * figures.get(Figure.DATES) / figures.get(Figure.PLAYS);

    /** Processor time per million records of the catalogue, where there is nothing else. */
    static final Derived CPU_A_MILLION_CONTENTS =
            figures -> 1e6 * figures.get(Figure.CPU_SECONDS) / figures.get(Figure.CONTENTS);

    void add(String contestant, Figures figures) {
        byContestant.computeIfAbsent(contestant, none -> new ArrayList<>()).add(figures);
    }

    Set<String> contestants() {
        return byContestant.keySet();
    }

    /** All runs of a contestant. */
    List<Figures> runs(String contestant) {
        return byContestant.getOrDefault(contestant, List.of());
    }

    Spread spread(String contestant, Derived derived) {
        double[] values =
                runs(contestant).stream()
                        .mapToDouble(derived::of)
                        .filter(Double::isFinite)
                        .sorted()
                        .toArray();
        if (values.length == 0) {
            return Spread.NONE;
        }
        int middle = values.length / 2;
        double median =
                values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
        return new Spread(median, values[0], values[values.length - 1]);
    }

    double median(String contestant, Derived derived) {
        return spread(contestant, derived).median();
    }

    /** One contestant's median as a multiple of another's, not a number where one is missing. */
    double ratio(String contestant, String to, Derived derived) {
        return median(contestant, derived) / median(to, derived);
    }
}
