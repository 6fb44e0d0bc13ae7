package io.wrapped.bench.naive;

import io.wrapped.bench.naive.SimpleReview.SimpleDay;
import io.wrapped.bench.naive.SimpleYear.Date;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects what dates are worth by kind, and chooses the remarkable ones. */
final class SimpleCandidates {
    private static final int MINUTE = 60_000;

    private final int activeDays;
    private final Map<String, ByKind> kinds = new LinkedHashMap<>();

    private record Value(int epochDay, double value, boolean candidate) {}

    private record Scored(
            String kind, double weight, int place, Value value, double score, int rank) {}

    private record ByKind(double weight, int place, List<Value> values) {}

    SimpleCandidates(int activeDays) {
        this.activeDays = activeDays;
        kind("BIGGEST_MUSIC_DAY", 1.00);
        kind("TOP_ARTIST_DAY", 0.95);
        kind("TOP_GENRE_DAY", 0.90);
        kind("DISCOVERY_DAY", 0.90);
        kind("MOST_NOSTALGIC_DAY", 0.85);
        kind("MOST_UNUSUAL_DAY", 0.70);
        kind("ON_REPEAT_DAY", 0.90);
        kind("MOST_DIVERSE_DAY", 0.75);
        kind("BIGGEST_PODCAST_DAY", 0.80);
        kind("TOP_PODCAST_DAY", 0.75);
        kind("BIRTHDAY", 0.70);
        kind("NEW_YEARS_DAY", 0.60);
    }

    private void kind(String name, double weight) {
        kinds.put(name, new ByKind(weight, kinds.size(), new ArrayList<>()));
    }

    void addMusic(int epochDay, Date date, double oldShare) {
        add("BIGGEST_MUSIC_DAY", epochDay, date.musicMs, date.musicMs >= 30 * MINUTE);
        add("BIGGEST_PODCAST_DAY", epochDay, date.podcastMs, date.podcastMs >= 30 * MINUTE);
        if (date.datedMs > 0) {
            double value = date.oldMs - date.datedMs * oldShare;
            add(
                    "MOST_NOSTALGIC_DAY",
                    epochDay,
                    value,
                    date.datedMs >= 30 * MINUTE
                            && date.oldMs / (double) date.datedMs >= 0.6
                            && value >= 10 * MINUTE);
        }
    }

    void addTopArtist(int epochDay, long ms) {
        add("TOP_ARTIST_DAY", epochDay, ms, ms >= 15 * MINUTE);
    }

    void addTopShow(int epochDay, long ms) {
        add("TOP_PODCAST_DAY", epochDay, ms, ms >= 15 * MINUTE);
    }

    void addDiscoveries(int epochDay, int discoveries, boolean afterQuietDays) {
        add("DISCOVERY_DAY", epochDay, discoveries, afterQuietDays && discoveries >= 5);
    }

    /**
     * @param yearMs of all the year's genres together
     */
    void addGenres(int epochDay, Date date, Map<String, Long> yearsGenres, double yearMs) {
        if (date.genres.isEmpty()) {
            return;
        }
        long most = date.genres.values().stream().mapToLong(Long::longValue).max().orElse(0);
        add("TOP_GENRE_DAY", epochDay, most, most >= 30 * MINUTE && most >= 0.5 * date.musicMs);
        long genreMs = date.genreMs();
        if (genreMs > 0) {
            double distance = distance(date.genres, genreMs, yearsGenres, yearMs);
            add(
                    "MOST_UNUSUAL_DAY",
                    epochDay,
                    distance,
                    genreMs >= 30 * MINUTE && distance >= 0.5 && activeDays >= 20);
        }
    }

    void addOften(int epochDay, Date date) {
        int plays = date.songs.values().stream().mapToInt(Integer::intValue).sum();
        int repeats = plays - date.songs.size();
        add("ON_REPEAT_DAY", epochDay, repeats, repeats >= 20);
        add("MOST_DIVERSE_DAY", epochDay, date.artists.size(), date.artists.size() >= 20);
    }

    void addCalendar(int epochDay, Date date, @Nullable Integer birthday) {
        long ms = date.musicMs + date.podcastMs;
        if (birthday != null && birthday == epochDay) {
            add("BIRTHDAY", epochDay, ms, true);
        }
        if (LocalDate.ofEpochDay(epochDay).getDayOfYear() == 1) {
            add("NEW_YEARS_DAY", epochDay, ms, true);
        }
    }

    private void add(String kind, int epochDay, double value, boolean candidate) {
        ByKind ofKind = kinds.get(kind);
        if (ofKind != null) {
            ofKind.values().add(new Value(epochDay, round(value, 9), candidate));
        }
    }

    /** Of a genre that the date lacks nothing is left but half of its share of the year. */
    private static double distance(
            Map<String, Long> date, long dateMs, Map<String, Long> yearsGenres, double yearMs) {
        double divergence = 0;
        double lacking = yearMs;
        for (Map.Entry<String, Long> genre : date.entrySet()) {
            long ofYear = yearsGenres.getOrDefault(genre.getKey(), 0L);
            double p = genre.getValue() / (double) dateMs;
            double q = ofYear / yearMs;
            double mean = (p + q) / 2;
            divergence += (p * Math.log(p / mean) + q * Math.log(q / mean)) / Math.log(2) / 2;
            lacking -= ofYear;
        }
        return Math.sqrt(Math.max(0, round(divergence + lacking / yearMs / 2, 12)));
    }

    List<SimpleDay> choose() {
        List<Scored> scored = new ArrayList<>();
        kinds.forEach((name, kind) -> score(name, kind, scored));
        Comparator<Scored> best =
                Comparator.comparingDouble((Scored each) -> -each.score())
                        .thenComparingDouble(each -> -each.weight())
                        .thenComparingInt(Scored::place)
                        .thenComparingDouble(each -> -each.value().value())
                        .thenComparingInt(each -> each.value().epochDay());
        Comparator<Scored> order =
                Comparator.comparing((Scored each) -> each.rank() > 1)
                        .thenComparing(
                                each -> each.rank() > 1 || !each.kind().equals("BIGGEST_MUSIC_DAY"))
                        .thenComparing(best);
        scored.sort(order);
        List<SimpleDay> chosen = new ArrayList<>();
        Set<String> takenKinds = new HashSet<>();
        Set<Integer> takenDates = new HashSet<>();
        for (Scored each : scored) {
            int epochDay = each.value().epochDay();
            if (chosen.size() < 5
                    && !takenKinds.contains(each.kind())
                    && !takenDates.contains(epochDay)) {
                takenKinds.add(each.kind());
                takenDates.add(epochDay);
                chosen.add(new SimpleDay(epochDay, each.kind(), each.score()));
            }
        }
        chosen.sort(Comparator.comparingInt(SimpleDay::epochDay));
        return chosen;
    }

    private static void score(String name, ByKind kind, List<Scored> scored) {
        List<Value> candidates =
                kind.values().stream()
                        .filter(Value::candidate)
                        .sorted(
                                Comparator.comparingDouble((Value value) -> -value.value())
                                        .thenComparingInt(Value::epochDay))
                        .limit(5)
                        .toList();
        if (candidates.isEmpty()) {
            return;
        }
        List<Double> positive =
                kind.values().stream().map(Value::value).filter(value -> value > 0).toList();
        double median = median(positive);
        double mad = median(positive.stream().map(value -> Math.abs(value - median)).toList());
        for (int i = 0; i < candidates.size(); i++) {
            Value value = candidates.get(i);
            double strength = strength(name, value.value(), median, mad);
            double score = round(kind.weight() * (0.5 + 0.5 * strength), 9);
            scored.add(new Scored(name, kind.weight(), kind.place(), value, score, i + 1));
        }
    }

    private static double strength(String kind, double value, double median, double mad) {
        return switch (kind) {
            case "MOST_UNUSUAL_DAY" -> Math.min(value, 0.999);
            case "BIRTHDAY", "NEW_YEARS_DAY" -> 0.5;
            default -> {
                double unit = Math.max(Math.max(1.4826 * mad, 0.1 * median), 1);
                yield 1 - Math.exp(-Math.max((value - median) / unit, 0) / 4);
            }
        };
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(middle)
                : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    private static double round(double value, int places) {
        return new BigDecimal(value).setScale(places, RoundingMode.HALF_EVEN).doubleValue();
    }
}
