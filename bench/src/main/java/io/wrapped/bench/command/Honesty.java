package io.wrapped.bench.command;

import io.wrapped.bench.contest.Contestants;
import io.wrapped.bench.measure.Figure;
import io.wrapped.bench.measure.Figures;
import io.wrapped.bench.workload.Workload;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Says why a table must not be believed. */
final class Honesty {
    private static final double MOST_OF_FIRST_THOUGHT = 20;
    private static final double MOST_OF_PLAIN_FOLD = 0.7;
    private static final List<Figure> AGREED =
            List.of(Figure.DATES_CHECKSUM, Figure.YEARS_CHECKSUM, Figure.CHOICE_CHECKSUM);

    private Honesty() {}

    /** The reasons; none for a table that holds. */
    static List<String> objections(Results results, Workload workload) {
        List<String> objections = new ArrayList<>();
        limit(results, Contestants.FIRST_THOUGHT, MOST_OF_FIRST_THOUGHT, objections);
        limit(results, Contestants.PLAIN_FOLD, MOST_OF_PLAIN_FOLD, objections);
        AGREED.forEach(checksum -> agree(results, checksum, objections));
        for (String contestant : results.contestants()) {
            for (Figures figures : results.runs(contestant)) {
                count(contestant, Figure.PLAYS, workload.plays(), figures, objections);
                count(contestant, Figure.STREAMS, workload.streams(), figures, objections);
            }
        }
        return objections;
    }

    /** Contestants that are to be held against key-and-drop, where that did not run. */
    static List<String> unchecked(Results results) {
        return Stream.of(Contestants.FIRST_THOUGHT, Contestants.PLAIN_FOLD)
                .filter(results.contestants()::contains)
                .filter(contestant -> !results.contestants().contains(Contestants.KEY_AND_DROP))
                .toList();
    }

    private static void limit(
            Results results, String contestant, double most, List<String> objections) {
        double ratio = results.ratio(contestant, Contestants.KEY_AND_DROP, Results.CPU_A_MILLION);
        if (ratio > most) {
            objections.add(
                    String.format(
                            Locale.ROOT,
                            "%s costs %.2f times %s; an honest one costs at most %.1f times",
                            contestant,
                            ratio,
                            Contestants.KEY_AND_DROP,
                            most));
        }
    }

    private static void agree(Results results, Figure checksum, List<String> objections) {
        Map<String, String> firstWith = new LinkedHashMap<>();
        for (String contestant : results.contestants()) {
            for (Figures figures : results.runs(contestant)) {
                if (figures.has(checksum)) {
                    firstWith.putIfAbsent(figures.exact(checksum), contestant);
                }
            }
        }
        if (firstWith.size() > 1) {
            objections.add(
                    "the results differ: "
                            + checksum.name().toLowerCase(Locale.ROOT)
                            + " of "
                            + String.join(" and ", firstWith.values()));
        }
    }

    private static void count(
            String contestant,
            Figure figure,
            long expected,
            Figures figures,
            List<String> objections) {
        if (figures.has(figure) && Math.round(figures.get(figure)) != expected) {
            objections.add(
                    String.format(
                            Locale.ROOT,
                            "%s counted %s %s, the workload has %d",
                            contestant,
                            figures.exact(figure),
                            figure.name().toLowerCase(Locale.ROOT),
                            expected));
        }
    }
}
