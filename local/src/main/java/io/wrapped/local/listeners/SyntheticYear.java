package io.wrapped.local.listeners;

import io.wrapped.state.contract.CatalogueItem;
import io.wrapped.state.contract.Exclusion;
import io.wrapped.state.contract.Exclusion.Target;
import io.wrapped.state.contract.Kind;
import io.wrapped.state.contract.Play;
import io.wrapped.state.contract.Profile;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A year of a dozen invented listeners. Depends on the year and the seed alone. Ask for a year that
 * is over: plays ahead of the broker's clock are refused.
 *
 * @param words by user, who it is
 * @param plays in the order of their arrival; late days, copies, private and short plays included
 * @param planted the days that stand out on purpose
 * @param afterthoughts what changes once the year has been told
 */
public record SyntheticYear(
        int year,
        Map<String, String> words,
        List<Play> plays,
        List<CatalogueItem> catalogue,
        List<Profile> profiles,
        List<Exclusion> exclusions,
        List<Planted> planted,
        Afterthoughts afterthoughts) {

    /** The seed of the demo. */
    public static final long SEED = 2_025;

    /** What the demo sends after the year's end: it changes some reviews and no others. */
    public record Afterthoughts(
            Exclusion exclusion, String exclusionWords, List<Play> latePlays, String lateWords) {

        public Afterthoughts {
            latePlays = List.copyOf(latePlays);
        }
    }

    public SyntheticYear {
        words = Map.copyOf(words);
        plays = List.copyOf(plays);
        catalogue = List.copyOf(catalogue);
        profiles = List.copyOf(profiles);
        exclusions = List.copyOf(exclusions);
        planted = List.copyOf(planted);
    }

    /** The year of the demo. */
    public static SyntheticYear of(int year) {
        return of(year, SEED);
    }

    /** Another year of the same people. */
    public static SyntheticYear of(int year, long seed) {
        InventedMusic music = InventedMusic.of(year, seed);
        Map<String, String> words = new TreeMap<>();
        List<Arrival> arrivals = new ArrayList<>();
        List<Profile> profiles = new ArrayList<>();
        List<Exclusion> exclusions = new ArrayList<>();
        List<Planted> planted = new ArrayList<>();
        for (PersonaYear persona : new Cast(year, music, seed).all()) {
            words.put(persona.persona().userId(), persona.persona().words());
            arrivals.addAll(persona.diary().arrivals());
            profiles.add(persona.profile());
            exclusions.addAll(persona.exclusions());
            planted.addAll(persona.planted());
        }
        arrivals.sort(Comparator.comparingLong(Arrival::at));
        List<Play> plays = arrivals.stream().map(Arrival::play).toList();
        return new SyntheticYear(
                year,
                words,
                plays,
                music.catalogue(),
                profiles,
                exclusions,
                planted,
                afterthoughts(year, music, plays));
    }

    private static Afterthoughts afterthoughts(int year, InventedMusic music, List<Play> plays) {
        LocalDate concert = LocalDate.of(year, 4, 19);
        String repeated = mostPlayed(plays, "aiko", concert, ZoneId.of("Asia/Tokyo"));
        long changedAt =
                concert.plusYears(1).atStartOfDay(ZoneId.of("UTC")).toEpochSecond() * 1_000;
        return new Afterthoughts(
                new Exclusion("aiko", Target.TRACK, repeated, true, changedAt),
                "Aiko cannot hear that one song any more and excludes it",
                lateFlight(year, music),
                "Noah's old phone comes online with a flight's worth of music");
    }

    private static String mostPlayed(List<Play> plays, String userId, LocalDate date, ZoneId zone) {
        Map<String, Integer> counts = new TreeMap<>();
        long start = date.atStartOfDay(zone).toEpochSecond() * 1_000;
        for (Play play : plays) {
            boolean isOfDay = play.endedAt() >= start && play.endedAt() < start + 86_400_000L;
            if (play.userId().equals(userId) && play.kind() == Kind.MUSIC && isOfDay) {
                counts.merge(play.contentUri(), 1, Integer::sum);
            }
        }
        return counts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElseThrow(
                        () -> new IllegalStateException(userId + " played nothing on " + date));
    }

    private static List<Play> lateFlight(int year, InventedMusic music) {
        Diary diary = new Diary("noah", ZoneId.of("America/New_York"), "US", new Random(year));
        diary.on(LocalDate.of(year, 11, 26), 8);
        List<InventedArtist> artists = music.of(List.of("indie folk", "ambient"));
        for (int i = 0; i < 66; i++) {
            InventedArtist artist = artists.get(i % artists.size());
            diary.play(artist.songs().get(i % artist.songs().size()));
        }
        return diary.arrivals().stream().map(arrival -> renamed(arrival.play())).toList();
    }

    /** Events of the flight are not those of the year. */
    private static Play renamed(Play play) {
        return new Play(
                "flight-" + play.eventId(),
                play.userId(),
                play.contentUri(),
                play.kind(),
                play.endedAt(),
                play.msPlayed(),
                play.utcOffsetMinutes(),
                play.contextUri(),
                play.country(),
                play.privateSession(),
                true,
                play.skipped(),
                play.shuffle(),
                play.source());
    }
}
