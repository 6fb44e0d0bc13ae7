package io.wrapped.state.review;

import it.unimi.dsi.fastutil.doubles.DoubleArrays;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the candidates of every kind of remarkable day in a window (SPEC section 4), those of a
 * kind when they are asked for: most reviews are decided before all kinds are. What only a
 * candidate or only a chosen one needs is found out when it is asked for, too.
 */
final class Candidates {
    private static final RemarkableKind[] KINDS = RemarkableKind.values();

    private final ReviewConfig config;
    private final GenreDistances distances = new GenreDistances();
    private final Map<RemarkableKind, OfKind> kinds = new EnumMap<>(RemarkableKind.class);
    private Window window;
    private History history;
    private ActiveDates dates;
    private final List<RemarkableKind> byMostScore;

    /**
     * As they are spelled, of which there are few: reading one takes longer than ranking a kind.
     */
    private final Map<String, MonthDay> birthdays = new HashMap<>();

    private double[] scratch = {};
    private int topArtist;
    private int topShow;
    private int year;
    private @Nullable String birthMonthDay;

    /** The candidates of one kind. */
    private final class OfKind {
        private final RemarkableKind kind;

        /** The dates by the kind's value, where that is a figure of theirs. */
        private @Nullable RankedFigure ranked;

        /**
         * The kind's value of each active date elsewhere, rounded; NaN where it has none, and of
         * distances where it cannot be among the best.
         */
        private double[] values = {};

        /** The best dates, by value descending, then date ascending. */
        private final int[] best;

        private final double[] bestValues;
        private int held;
        private boolean found;
        private @Nullable Spread spread;

        OfKind(RemarkableKind kind) {
            this.kind = kind;
            best = new int[config.candidatesAKind()];
            bestValues = new double[best.length];
        }

        void begin() {
            held = 0;
            found = false;
            ranked = null;
            spread = null;
        }

        /** Takes the dates whose figure is no less, and that do what else the kind asks for. */
        void findBest(RankedFigure figure, long least) {
            ranked = figure;
            int size = figure.size();
            for (int place = 0; place < size && held < best.length; place++) {
                long value = figure.figure(place);
                if (value < least) {
                    return;
                }
                int date = dates.dateOf(figure.day(place));
                if (qualifies(kind, date)) {
                    best[held] = date;
                    bestValues[held++] = value;
                }
            }
        }

        /** Takes one date. */
        void take(RankedFigure figure, int date, long value) {
            ranked = figure;
            best[0] = date;
            bestValues[0] = value;
            held = 1;
        }

        /** Takes the dates whose value is no less, and that do what else the kind asks for. */
        void findBest(double least) {
            int size = dates.size();
            double needed = least;
            for (int date = 0; date < size; date++) {
                // False for the NaN of a date without a value.
                if (values[date] >= needed && qualifies(kind, date)) {
                    insert(date);
                    if (held == best.length) {
                        needed = bestValues[held - 1];
                    }
                }
            }
        }

        private void insert(int date) {
            double value = values[date];
            int place = held;
            while (place > 0 && bestValues[place - 1] < value) {
                place--;
            }
            if (place < best.length) {
                held = Math.min(held + 1, best.length);
                System.arraycopy(best, place, best, place + 1, held - place - 1);
                System.arraycopy(bestValues, place, bestValues, place + 1, held - place - 1);
                best[place] = date;
                bestValues[place] = value;
            }
        }

        Candidate candidate(int place) {
            double value = bestValues[place];
            return new Candidate(kind, best[place], value, place + 1, score(kind, strength(value)));
        }

        private double strength(double value) {
            return switch (kind) {
                case MOST_UNUSUAL_DAY -> Math.min(value, config.mostUnusualStrength());
                case BIRTHDAY, NEW_YEARS_DAY -> config.calendarStrength();
                default -> spread().strength(value, config);
            };
        }

        private Spread spread() {
            if (ranked != null) {
                return ranked.spread();
            }
            if (spread == null) {
                spread = Spread.of(values, dates.size(), scratch);
            }
            return spread;
        }

        /** The median of the values above 0. */
        double usual() {
            if (ranked != null) {
                return ranked.median();
            }
            return kind == RemarkableKind.MOST_UNUSUAL_DAY ? distances.median() : spread().median();
        }

        boolean isHighest(double value) {
            if (ranked != null) {
                return ranked.figure(0) <= value;
            }
            if (kind == RemarkableKind.MOST_UNUSUAL_DAY) {
                return distances.isGreatest(value);
            }
            for (int date = 0; date < dates.size(); date++) {
                if (values[date] > value) {
                    return false;
                }
            }
            return true;
        }
    }

    /**
     * @param window of whatever listener, as is the history: others are given later
     */
    Candidates(ReviewConfig config, Window window, History history) {
        this.config = config;
        this.window = window;
        this.history = history;
        dates = window.dates();
        for (RemarkableKind kind : KINDS) {
            kinds.put(kind, new OfKind(kind));
        }
        byMostScore =
                Arrays.stream(KINDS)
                        .sorted(Comparator.comparingDouble(this::mostScore).reversed())
                        .toList();
    }

    /**
     * Begins anew, with a window as it is now.
     *
     * @param newBirthMonthDay {@code --MM-DD}
     */
    void begin(Window ofYear, History ofListener, int newYear, @Nullable String newBirthMonthDay) {
        window = ofYear;
        history = ofListener;
        year = newYear;
        birthMonthDay = newBirthMonthDay;
        dates = window.dates();
        scratch = DoubleArrays.ensureCapacity(scratch, dates.size() + 1, 0);
        topArtist = window.topArtist();
        topShow = window.topShow();
        for (OfKind ofKind : kinds.values()) {
            ofKind.begin();
        }
    }

    private void find(RemarkableKind kind, OfKind ofKind) {
        switch (kind) {
            case BIGGEST_MUSIC_DAY ->
                    ofKind.findBest(dates.ranked(ActiveDates.MUSIC_MS), config.musicDayMs());
            case TOP_ARTIST_DAY -> {
                if (topArtist >= 0) {
                    ofKind.findBest(dates.ranked(ActiveDates.TOP_ARTIST_MS), config.artistDayMs());
                }
            }
            case TOP_GENRE_DAY ->
                    ofKind.findBest(dates.ranked(ActiveDates.TOP_GENRE_MS), config.genreDayMs());
            case DISCOVERY_DAY ->
                    ofKind.findBest(window.newArtists(history), config.discoveryArtists());
            case MOST_NOSTALGIC_DAY -> {
                if (someDateQualifies(kind)) {
                    excessOfOld(values(ofKind));
                    ofKind.findBest(config.nostalgicExcessMs());
                }
            }
            case MOST_UNUSUAL_DAY -> {
                if (dates.size() >= config.unusualActiveDays()) {
                    distances.begin(window);
                    distances.greatest(
                            config.unusualGenreMs(),
                            config.unusualDistance(),
                            config.candidatesAKind(),
                            values(ofKind));
                    ofKind.findBest(config.unusualDistance());
                }
            }
            case ON_REPEAT_DAY ->
                    ofKind.findBest(dates.ranked(ActiveDates.REPEATS), config.repeats());
            case MOST_DIVERSE_DAY ->
                    ofKind.findBest(
                            dates.ranked(ActiveDates.PRIMARY_ARTISTS), config.diverseArtists());
            case BIGGEST_PODCAST_DAY ->
                    ofKind.findBest(dates.ranked(ActiveDates.PODCAST_MS), config.podcastDayMs());
            case TOP_PODCAST_DAY -> {
                if (topShow >= 0) {
                    ofKind.findBest(dates.ranked(ActiveDates.TOP_SHOW_MS), config.showDayMs());
                }
            }
            case BIRTHDAY -> {
                if (birthMonthDay != null) {
                    MonthDay birthday = birthdays.computeIfAbsent(birthMonthDay, MonthDay::parse);
                    // 29 February falls on the 28th in other years.
                    takeDate(ofKind, birthday.atYear(year));
                }
            }
            case NEW_YEARS_DAY -> takeDate(ofKind, LocalDate.of(year, 1, 1));
        }
    }

    private double[] values(OfKind ofKind) {
        ofKind.values = DoubleArrays.ensureCapacity(ofKind.values, dates.size(), 0);
        return ofKind.values;
    }

    private void takeDate(OfKind ofKind, LocalDate day) {
        int date = dates.find(Math.toIntExact(day.toEpochDay()));
        if (date >= 0) {
            ofKind.take(dates.ranked(ActiveDates.TOTAL_MS), date, dates.totalMs(date));
        }
    }

    /** What a kind asks for besides its least value. */
    private boolean qualifies(RemarkableKind kind, int date) {
        return switch (kind) {
            case TOP_GENRE_DAY ->
                    dates.topGenreMs(date) >= config.genreShare() * dates.musicMs(date);
            case DISCOVERY_DAY ->
                    dates.epochDay(date) - history.firstStream() >= config.discoveryQuietDays();
            case MOST_NOSTALGIC_DAY ->
                    dates.datedMs(date) >= config.nostalgicDatedMs()
                            && (double) dates.oldMs(date) / dates.datedMs(date)
                                    >= config.nostalgicShare();
            case MOST_UNUSUAL_DAY -> dates.genreMs(date) >= config.unusualGenreMs();
            default -> true;
        };
    }

    private boolean someDateQualifies(RemarkableKind kind) {
        for (int date = 0; date < dates.size(); date++) {
            if (qualifies(kind, date)) {
                return true;
            }
        }
        return false;
    }

    private void excessOfOld(double[] values) {
        double share = window.oldShare();
        for (int date = 0; date < dates.size(); date++) {
            long dated = dates.datedMs(date);
            values[date] =
                    dated == 0 ? Double.NaN : Decimals.round9(dates.oldMs(date) - dated * share);
        }
    }

    /** All kinds, by {@link #mostScore} descending. */
    List<RemarkableKind> byMostScore() {
        return byMostScore;
    }

    /** No candidate of a kind scores more, whatever the window. */
    double mostScore(RemarkableKind kind) {
        double strength =
                switch (kind) {
                    case MOST_UNUSUAL_DAY -> config.mostUnusualStrength();
                    case BIRTHDAY, NEW_YEARS_DAY -> config.calendarStrength();
                    default -> 1;
                };
        return score(kind, strength);
    }

    private static double score(RemarkableKind kind, double strength) {
        return Decimals.round9(kind.weight() * (0.5 + 0.5 * strength));
    }

    /** The best candidate of a kind, null where it has none. */
    @Nullable Candidate best(RemarkableKind kind) {
        OfKind ofKind = of(kind);
        return ofKind.held > 0 ? ofKind.candidate(0) : null;
    }

    /** The other candidates of each kind. */
    List<Candidate> ofLaterRanks() {
        List<Candidate> later = new ArrayList<>();
        for (RemarkableKind kind : KINDS) {
            OfKind ofKind = of(kind);
            for (int place = 1; place < ofKind.held; place++) {
                later.add(ofKind.candidate(place));
            }
        }
        return later;
    }

    /** The year's top artist; asked for a day of that kind only. */
    int topArtist() {
        return topArtist;
    }

    /** The year's top show; asked for a day of that kind only. */
    int topShow() {
        return topShow;
    }

    /** Whether no date of the window has a greater value. */
    boolean isHighest(Candidate candidate) {
        return of(candidate.kind()).isHighest(candidate.value());
    }

    /** The median of a kind's values above 0, rounded. */
    double usual(RemarkableKind kind) {
        return Decimals.round9(of(kind).usual());
    }

    private OfKind of(RemarkableKind kind) {
        OfKind ofKind = kinds.get(kind);
        if (ofKind == null) {
            throw new IllegalStateException("no candidates of " + kind);
        }
        if (!ofKind.found) {
            ofKind.found = true;
            find(kind, ofKind);
        }
        return ofKind;
    }
}
