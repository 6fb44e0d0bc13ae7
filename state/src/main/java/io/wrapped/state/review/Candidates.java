package io.wrapped.state.review;

import io.wrapped.state.review.Window.ActiveDate;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Finds the candidates of every kind of remarkable day in a window (SPEC section 4). */
final class Candidates {
    private final ReviewConfig config;
    private final Window window;
    private final History history;
    private final List<ActiveDate> dates;
    private final int newYear;
    private final int birthday;

    /**
     * @param birthMonthDay {@code --MM-DD}
     */
    Candidates(
            ReviewConfig config,
            Window window,
            History history,
            int year,
            @Nullable String birthMonthDay) {
        this.config = config;
        this.window = window;
        this.history = history;
        dates = window.dates();
        newYear = Math.toIntExact(LocalDate.of(year, 1, 1).toEpochDay());
        // 29 February falls on the 28th in other years.
        birthday =
                birthMonthDay == null
                        ? Integer.MIN_VALUE
                        : Math.toIntExact(MonthDay.parse(birthMonthDay).atYear(year).toEpochDay());
    }

    List<Candidate> all() {
        List<Candidate> all = new ArrayList<>();
        for (RemarkableKind kind : RemarkableKind.values()) {
            double[] values = values(kind);
            int[] best = best(kind, values);
            if (best.length > 0) {
                addAll(all, kind, values, best);
            }
        }
        return all;
    }

    private void addAll(List<Candidate> all, RemarkableKind kind, double[] values, int[] best) {
        Spread spread = Spread.of(values);
        double greatest = greatest(values);
        for (int place = 0; place < best.length; place++) {
            double value = values[best[place]];
            double strength = strength(kind, value, spread);
            all.add(
                    new Candidate(
                            kind,
                            dates.get(best[place]),
                            value,
                            place + 1,
                            value >= greatest,
                            Decimals.round9(spread.median()),
                            Decimals.round9(kind.weight() * (0.5 + 0.5 * strength))));
        }
    }

    private static double greatest(double[] values) {
        double greatest = 0;
        for (double value : values) {
            // False for the NaN of a date without a value.
            if (value > greatest) {
                greatest = value;
            }
        }
        return greatest;
    }

    private double strength(RemarkableKind kind, double value, Spread spread) {
        return switch (kind) {
            case MOST_UNUSUAL_DAY -> Math.min(value, config.mostUnusualStrength());
            case BIRTHDAY, NEW_YEARS_DAY -> config.calendarStrength();
            default -> spread.strength(value, config);
        };
    }

    /** Places of the best candidates among the dates, by value descending, then date ascending. */
    private int[] best(RemarkableKind kind, double[] values) {
        int[] best = new int[config.candidatesAKind()];
        int held = 0;
        for (int date = 0; date < values.length; date++) {
            if (!qualifies(kind, dates.get(date), values[date])) {
                continue;
            }
            int place = held;
            while (place > 0 && values[best[place - 1]] < values[date]) {
                place--;
            }
            if (place < best.length) {
                held = Math.min(held + 1, best.length);
                System.arraycopy(best, place, best, place + 1, held - place - 1);
                best[place] = date;
            }
        }
        return Arrays.copyOf(best, held);
    }

    private boolean qualifies(RemarkableKind kind, ActiveDate date, double value) {
        return switch (kind) {
            case BIGGEST_MUSIC_DAY -> value >= config.musicDayMs();
            case TOP_ARTIST_DAY -> value >= config.artistDayMs();
            case TOP_GENRE_DAY ->
                    value >= config.genreDayMs() && value >= config.genreShare() * date.musicMs();
            case DISCOVERY_DAY ->
                    value >= config.discoveryArtists()
                            && date.epochDay() - history.firstStream()
                                    >= config.discoveryQuietDays();
            case MOST_NOSTALGIC_DAY ->
                    date.datedMs() >= config.nostalgicDatedMs()
                            && (double) date.oldMs() / date.datedMs() >= config.nostalgicShare()
                            && value >= config.nostalgicExcessMs();
            case MOST_UNUSUAL_DAY ->
                    date.genreMs() >= config.unusualGenreMs() && value >= config.unusualDistance();
            case ON_REPEAT_DAY -> value >= config.repeats();
            case MOST_DIVERSE_DAY -> value >= config.diverseArtists();
            case BIGGEST_PODCAST_DAY -> value >= config.podcastDayMs();
            case TOP_PODCAST_DAY -> value >= config.showDayMs();
            case BIRTHDAY -> date.epochDay() == birthday;
            case NEW_YEARS_DAY -> date.epochDay() == newYear;
        };
    }

    /** The kind's value of each active date, rounded; NaN where it has none. */
    private double[] values(RemarkableKind kind) {
        return switch (kind) {
            case BIGGEST_MUSIC_DAY -> each(ActiveDate::musicMs);
            case TOP_ARTIST_DAY ->
                    ofTop(window.artists().topByStreams(1), window.items().artists());
            case TOP_GENRE_DAY -> each(ActiveDate::topGenreMs);
            case DISCOVERY_DAY -> newArtists();
            case MOST_NOSTALGIC_DAY -> each(this::excessOfOld);
            case MOST_UNUSUAL_DAY -> distances();
            case ON_REPEAT_DAY -> each(ActiveDate::repeats);
            case MOST_DIVERSE_DAY -> each(ActiveDate::primaryArtists);
            case BIGGEST_PODCAST_DAY -> each(ActiveDate::podcastMs);
            case TOP_PODCAST_DAY -> ofTop(window.shows().topByMs(1), window.items().shows());
            case BIRTHDAY, NEW_YEARS_DAY -> each(ActiveDate::totalMs);
        };
    }

    private double[] each(ToDoubleFunction<ActiveDate> value) {
        double[] values = new double[dates.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value.applyAsDouble(dates.get(i));
        }
        return values;
    }

    /** Milliseconds of the year's top artist or show; none where the year has no such. */
    private double[] ofTop(int[] top, Labels labels) {
        return top.length == 0 ? new double[0] : each(date -> Window.ms(date, labels, top[0]));
    }

    private double[] newArtists() {
        double[] values = new double[dates.size()];
        int[] epochDays = dates.stream().mapToInt(ActiveDate::epochDay).toArray();
        for (int first : history.firstHeard()) {
            int date = Arrays.binarySearch(epochDays, first);
            if (date >= 0) {
                values[date]++;
            }
        }
        return values;
    }

    private double excessOfOld(ActiveDate date) {
        return date.datedMs() == 0
                ? Double.NaN
                : Decimals.round9(date.oldMs() - date.datedMs() * window.oldShare());
    }

    private double[] distances() {
        if (dates.size() < config.unusualActiveDays()) {
            return new double[0];
        }
        GenreDistance distance = new GenreDistance(window.genres());
        return each(date -> date.genreMs() == 0 ? Double.NaN : Decimals.round9(distance.of(date)));
    }
}
