package io.wrapped.state.review;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The remarkable days of a listener, told the way SPEC section 4 tells them, whatever it costs. */
final class SpecDays {
    private static final long MINUTE = 60_000;

    /** A stream; what is absent is null or empty. Of artists the first is the primary one. */
    record Stream(
            int date,
            boolean music,
            String song,
            List<String> artists,
            List<String> genres,
            Integer year,
            String show,
            long ms) {}

    /** A chosen day. */
    record Day(
            int date,
            RemarkableKind kind,
            double score,
            double value,
            int rank,
            boolean highest,
            double usual) {}

    private final int year;
    private final List<Stream> ever;
    private final List<Stream> window;
    private final TreeMap<Integer, List<Stream>> dates = new TreeMap<>();
    private final Map<String, Integer> first = new HashMap<>();
    private final int newYear;
    private final int birthday;

    SpecDays(int year, int newYear, int through, int birthday, List<Stream> ever) {
        this.year = year;
        this.ever = ever;
        this.newYear = newYear;
        this.birthday = birthday;
        window = ever.stream().filter(s -> s.date >= newYear && s.date <= through).toList();
        window.forEach(s -> dates.computeIfAbsent(s.date, date -> new ArrayList<>()).add(s));
        ever.forEach(s -> s.artists.forEach(artist -> first.merge(artist, s.date, Math::min)));
    }

    List<Day> chosen() {
        List<Day> candidates = new ArrayList<>();
        for (RemarkableKind kind : RemarkableKind.values()) {
            candidates.addAll(candidates(kind));
        }
        Comparator<Day> byScore =
                Comparator.comparing((Day day) -> -day.score)
                        .thenComparing(day -> -day.kind.weight())
                        .thenComparing(day -> day.kind)
                        .thenComparing(day -> -day.value)
                        .thenComparing(day -> day.date);
        List<Day> order = new ArrayList<>();
        candidates.stream()
                .filter(day -> day.rank == 1)
                .sorted(
                        Comparator.comparing(
                                        (Day day) -> day.kind != RemarkableKind.BIGGEST_MUSIC_DAY)
                                .thenComparing(byScore))
                .forEach(order::add);
        candidates.stream().filter(day -> day.rank > 1).sorted(byScore).forEach(order::add);
        List<Day> chosen = new ArrayList<>();
        Set<Object> taken = new HashSet<>();
        for (Day day : order) {
            if (chosen.size() < 5 && !taken.contains(day.date) && !taken.contains(day.kind)) {
                chosen.add(day);
                taken.add(day.date);
                taken.add(day.kind);
            }
        }
        chosen.sort(Comparator.comparing(Day::date));
        return chosen;
    }

    private List<Day> candidates(RemarkableKind kind) {
        TreeMap<Integer, Double> values = new TreeMap<>();
        dates.forEach(
                (date, streams) -> {
                    Double value = value(kind, date, streams);
                    if (value != null) {
                        values.put(date, round(value, 9));
                    }
                });
        double[] positive =
                values.values().stream().mapToDouble(v -> v).filter(v -> v > 0).toArray();
        List<Integer> best =
                values.keySet().stream()
                        .filter(date -> qualifies(kind, date, values.get(date)))
                        .sorted(
                                Comparator.comparing((Integer date) -> -values.get(date))
                                        .thenComparing(date -> date))
                        .limit(5)
                        .toList();
        List<Day> days = new ArrayList<>();
        for (int date : best) {
            double value = values.get(date);
            double median = median(positive);
            double mad = median(Arrays.stream(positive).map(v -> Math.abs(v - median)).toArray());
            double z = (value - median) / Math.max(Math.max(1.4826 * mad, 0.1 * median), 1);
            double strength =
                    switch (kind) {
                        case MOST_UNUSUAL_DAY -> Math.min(value, 0.999);
                        case BIRTHDAY, NEW_YEARS_DAY -> 0.5;
                        default -> 1 - StrictMath.exp(-Math.max(z, 0) / 4);
                    };
            days.add(
                    new Day(
                            date,
                            kind,
                            round(kind.weight() * (0.5 + 0.5 * strength), 9),
                            value,
                            days.size() + 1,
                            values.values().stream().noneMatch(other -> other > value),
                            round(median, 9)));
        }
        return days;
    }

    private Double value(RemarkableKind kind, int date, List<Stream> on) {
        List<Stream> music = on.stream().filter(Stream::music).toList();
        return switch (kind) {
            case BIGGEST_MUSIC_DAY -> ms(music);
            case TOP_ARTIST_DAY -> {
                String top = top(artists(window), streamsThenMs());
                yield top == null ? null : ms(artists(on).getOrDefault(top, List.of()));
            }
            case TOP_GENRE_DAY ->
                    genres(on).values().stream().mapToDouble(SpecDays::ms).max().orElse(0);
            case DISCOVERY_DAY ->
                    (double) first.values().stream().filter(heard -> heard == date).count();
            case MOST_NOSTALGIC_DAY -> {
                double share = ms(old(window)) / ms(dated(window));
                yield ms(dated(on)) == 0 ? null : ms(old(on)) - ms(dated(on)) * share;
            }
            case MOST_UNUSUAL_DAY ->
                    genres(on).isEmpty() || dates.size() < 20 ? null : distance(on);
            case ON_REPEAT_DAY ->
                    (double) music.size() - music.stream().map(Stream::song).distinct().count();
            case MOST_DIVERSE_DAY -> (double) artists(on).size();
            case BIGGEST_PODCAST_DAY -> ms(on) - ms(music);
            case TOP_PODCAST_DAY -> {
                String top = top(shows(window), msThenStreams());
                yield top == null ? null : ms(shows(on).getOrDefault(top, List.of()));
            }
            case BIRTHDAY, NEW_YEARS_DAY -> ms(on);
        };
    }

    private boolean qualifies(RemarkableKind kind, int date, double value) {
        List<Stream> on = dates.get(date);
        double music = ms(on.stream().filter(Stream::music).toList());
        return switch (kind) {
            case BIGGEST_MUSIC_DAY, BIGGEST_PODCAST_DAY -> value >= 30 * MINUTE;
            case TOP_ARTIST_DAY, TOP_PODCAST_DAY -> value >= 15 * MINUTE;
            case TOP_GENRE_DAY -> value >= 30 * MINUTE && value >= 0.5 * music;
            case DISCOVERY_DAY ->
                    value >= 5
                            && date - ever.stream().mapToInt(Stream::date).min().orElseThrow()
                                    >= 28;
            case MOST_NOSTALGIC_DAY ->
                    ms(dated(on)) >= 30 * MINUTE
                            && ms(old(on)) / ms(dated(on)) >= 0.6
                            && value >= 10 * MINUTE;
            case MOST_UNUSUAL_DAY -> genreMs(on) >= 30 * MINUTE && value >= 0.5;
            case ON_REPEAT_DAY, MOST_DIVERSE_DAY -> value >= 20;
            case BIRTHDAY -> date == birthday;
            case NEW_YEARS_DAY -> date == newYear;
        };
    }

    private double distance(List<Stream> on) {
        Map<String, List<Stream>> ofDate = genres(on);
        Map<String, List<Stream>> ofWindow = genres(window);
        List<Double> terms = new ArrayList<>();
        double missing = 0;
        for (String genre : ofWindow.keySet()) {
            double p = ms(ofDate.getOrDefault(genre, List.of())) / genreMs(on);
            double q = ms(ofWindow.get(genre)) / genreMs(window);
            double mean = (p + q) / 2;
            if (p > 0) {
                terms.add(p * log2(p / mean) + q * log2(q / mean));
            } else {
                missing += ms(ofWindow.get(genre));
            }
        }
        terms.add(missing / genreMs(window));
        double divergence = terms.stream().sorted().reduce(0.0, Double::sum);
        return Math.sqrt(round(Math.max(divergence / 2, 0), 12));
    }

    private static double log2(double x) {
        return StrictMath.log(x) / StrictMath.log(2);
    }

    private List<Stream> dated(List<Stream> streams) {
        return streams.stream().filter(s -> s.music && s.year != null).toList();
    }

    private List<Stream> old(List<Stream> streams) {
        return dated(streams).stream().filter(s -> s.year <= year - 10).toList();
    }

    private static Map<String, List<Stream>> artists(List<Stream> streams) {
        return streams.stream()
                .filter(s -> !s.artists.isEmpty())
                .collect(Collectors.groupingBy(s -> s.artists.get(0)));
    }

    private static Map<String, List<Stream>> shows(List<Stream> streams) {
        return streams.stream()
                .filter(s -> s.show != null)
                .collect(Collectors.groupingBy(Stream::show));
    }

    private static Map<String, List<Stream>> genres(List<Stream> streams) {
        Map<String, List<Stream>> genres = new HashMap<>();
        for (Stream stream : streams) {
            for (String genre : stream.genres) {
                genres.computeIfAbsent(genre, key -> new ArrayList<>()).add(stream);
            }
        }
        return genres;
    }

    private static double genreMs(List<Stream> streams) {
        return genres(streams).values().stream().mapToDouble(SpecDays::ms).sum();
    }

    private static String top(
            Map<String, List<Stream>> groups, Comparator<Map.Entry<String, List<Stream>>> order) {
        return groups.entrySet().stream()
                .sorted(order.thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    private static Comparator<Map.Entry<String, List<Stream>>> streamsThenMs() {
        return descending(SpecDays::size).thenComparing(descending(SpecDays::ms));
    }

    private static Comparator<Map.Entry<String, List<Stream>>> msThenStreams() {
        return descending(SpecDays::ms).thenComparing(descending(SpecDays::size));
    }

    private static Comparator<Map.Entry<String, List<Stream>>> descending(
            ToDoubleFunction<List<Stream>> figure) {
        return Comparator.comparingDouble(group -> -figure.applyAsDouble(group.getValue()));
    }

    private static double size(Collection<Stream> streams) {
        return streams.size();
    }

    private static double ms(Collection<Stream> streams) {
        return streams.stream().mapToLong(Stream::ms).sum();
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static double round(double value, int places) {
        return new BigDecimal(value).setScale(places, RoundingMode.HALF_EVEN).doubleValue();
    }
}
