package io.wrapped.bench.naive;

import io.wrapped.state.contract.CatalogueItem;
import io.wrapped.state.contract.Kind;
import io.wrapped.state.contract.Named;
import io.wrapped.state.contract.Profile;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Computes one listener's year: totals, top lists, and per date what makes it remarkable. */
final class SimpleYear {
    private static final int TOP = 5;

    private final String userId;
    private final int year;
    private final @Nullable Profile profile;
    private final Map<String, CatalogueItem> catalogue;
    private final Map<String, SongTotals> songs = new HashMap<>();
    private final Map<String, SongTotals> artists = new HashMap<>();
    private final Map<String, SongTotals> genres = new HashMap<>();
    private final Map<String, SongTotals> shows = new HashMap<>();
    private final Set<String> credited = new HashSet<>();
    private final Map<String, Integer> firstHeard = new HashMap<>();
    private final TreeMap<Integer, Date> dates = new TreeMap<>();
    private int firstStream = Integer.MAX_VALUE;

    /** One date's sums. */
    static final class Date {
        final Map<String, Integer> songs = new HashMap<>();
        final Map<String, Long> artists = new HashMap<>();
        final Map<String, Long> genres = new HashMap<>();
        final Map<String, Long> shows = new HashMap<>();
        long streams;
        long musicMs;
        long podcastMs;
        long oldMs;
        long datedMs;
        int discoveries;

        long genreMs() {
            return genres.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    SimpleYear(
            String userId,
            int year,
            Map<Integer, DayRecord> days,
            @Nullable Profile profile,
            Map<String, CatalogueItem> catalogue) {
        this.userId = userId;
        this.year = year;
        this.profile = profile;
        this.catalogue = catalogue;
        for (Map.Entry<Integer, DayRecord> day : days.entrySet()) {
            addHistory(day.getKey(), day.getValue());
            if (LocalDate.ofEpochDay(day.getKey()).getYear() == year) {
                addDate(day.getKey(), day.getValue());
            }
        }
        firstHeard.forEach(
                (artist, epochDay) -> {
                    Date date = dates.get(epochDay);
                    if (date != null) {
                        date.discoveries++;
                    }
                });
    }

    private void addHistory(int epochDay, DayRecord day) {
        firstStream = Math.min(firstStream, epochDay);
        for (String uri : day.songs().keySet()) {
            CatalogueItem item = catalogue.get(uri);
            if (item != null) {
                for (Named artist : item.artists()) {
                    firstHeard.merge(artist.id(), epochDay, Math::min);
                }
            }
        }
    }

    private void addDate(int epochDay, DayRecord day) {
        Date date = new Date();
        day.songs().forEach((uri, totals) -> add(date, uri, totals, catalogue.get(uri)));
        dates.put(epochDay, date);
    }

    private void add(Date date, String uri, SongTotals totals, @Nullable CatalogueItem item) {
        date.streams += totals.streams();
        if (item != null && item.kind() == Kind.PODCAST) {
            date.podcastMs += totals.ms();
            Named show = item.show();
            if (show != null) {
                shows.merge(show.id(), totals, SongTotals::plus);
                date.shows.merge(show.id(), totals.ms(), Long::sum);
            }
            return;
        }
        date.musicMs += totals.ms();
        String song = item == null || item.songId() == null ? uri : item.songId();
        songs.merge(song, totals, SongTotals::plus);
        date.songs.merge(song, totals.streams(), Integer::sum);
        if (item == null) {
            return;
        }
        if (!item.artists().isEmpty()) {
            String primary = item.artists().get(0).id();
            artists.merge(primary, totals, SongTotals::plus);
            date.artists.merge(primary, totals.ms(), Long::sum);
        }
        item.artists().forEach(artist -> credited.add(artist.id()));
        for (String genre : item.genres()) {
            genres.merge(genre, totals, SongTotals::plus);
            date.genres.merge(genre, totals.ms(), Long::sum);
        }
        if (item.releaseYear() != null) {
            date.datedMs += totals.ms();
            date.oldMs += item.releaseYear() <= year - 10 ? totals.ms() : 0;
        }
    }

    SimpleReview review(boolean yearsEnd) {
        Collection<Date> all = dates.values();
        boolean eligible = songs.size() >= 30 && credited.size() >= 5;
        Comparator<Map.Entry<String, SongTotals>> byStreams =
                Comparator.comparingInt(entry -> -entry.getValue().streams());
        Comparator<Map.Entry<String, SongTotals>> byMs =
                Comparator.comparingLong(entry -> -entry.getValue().ms());
        String[] topArtists = top(artists, byStreams.thenComparing(byMs));
        String[] topShows = top(shows, byMs.thenComparing(byStreams));
        SimpleReview.SimpleDay[] days = {};
        if (eligible) {
            days =
                    remarkable(
                            topArtists.length == 0 ? null : topArtists[0],
                            topShows.length == 0 ? null : topShows[0]);
        }
        return new SimpleReview(
                userId,
                eligible,
                yearsEnd,
                all.stream().mapToLong(date -> date.streams).sum(),
                all.stream().mapToLong(date -> date.musicMs).sum(),
                all.stream().mapToLong(date -> date.podcastMs).sum(),
                songs.size(),
                credited.size(),
                shows.size(),
                dates.size(),
                top(songs, byStreams.thenComparing(byMs)),
                topArtists,
                top(genres, byStreams.thenComparing(byMs)),
                topShows,
                days);
    }

    private static String[] top(
            Map<String, SongTotals> totals, Comparator<Map.Entry<String, SongTotals>> order) {
        return totals.entrySet().stream()
                .sorted(order.thenComparing(Map.Entry.comparingByKey()))
                .limit(TOP)
                .map(Map.Entry::getKey)
                .toArray(String[]::new);
    }

    private SimpleReview.SimpleDay[] remarkable(
            @Nullable String topArtist, @Nullable String topShow) {
        Map<String, Long> genreMs = new HashMap<>();
        genres.forEach((genre, totals) -> genreMs.put(genre, totals.ms()));
        double allGenresMs = genreMs.values().stream().mapToLong(Long::longValue).sum();
        long old = dates.values().stream().mapToLong(date -> date.oldMs).sum();
        long dated = dates.values().stream().mapToLong(date -> date.datedMs).sum();
        double oldShare = dated == 0 ? 0 : old / (double) dated;
        SimpleCandidates candidates = new SimpleCandidates(dates.size());
        dates.forEach(
                (epochDay, date) -> {
                    candidates.addMusic(epochDay, date, oldShare);
                    candidates.addGenres(epochDay, date, genreMs, allGenresMs);
                    candidates.addOften(epochDay, date);
                    if (topArtist != null) {
                        candidates.addTopArtist(epochDay, date.artists.getOrDefault(topArtist, 0L));
                    }
                    if (topShow != null) {
                        candidates.addTopShow(epochDay, date.shows.getOrDefault(topShow, 0L));
                    }
                    candidates.addDiscoveries(
                            epochDay, date.discoveries, epochDay >= firstStream + 28);
                    candidates.addCalendar(epochDay, date, birthday());
                });
        return candidates.choose().toArray(SimpleReview.SimpleDay[]::new);
    }

    private @Nullable Integer birthday() {
        if (profile == null || profile.birthMonthDay() == null) {
            return null;
        }
        String date = profile.birthMonthDay().substring(2);
        LocalDate first = LocalDate.of(year, 1, 1);
        if (date.equals("02-29") && !first.isLeapYear()) {
            date = "02-28";
        }
        return (int) LocalDate.parse(year + "-" + date).toEpochDay();
    }
}
