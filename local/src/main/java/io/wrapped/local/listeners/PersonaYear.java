package io.wrapped.local.listeners;

import io.wrapped.state.contract.CatalogueItem;
import io.wrapped.state.contract.Exclusion;
import io.wrapped.state.contract.Profile;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Lets one listener live through the year: ordinary days, and the ones that stand out. */
final class PersonaYear {
    /** Ordinary days of this first stretch introduce the whole pool of artists. */
    private static final int DAYS_OF_INTRODUCTION = 20;

    private final Persona persona;
    private final int year;
    private final InventedMusic music;
    private final Random random;
    private final Diary diary;
    private final List<InventedArtist> pool = new ArrayList<>();
    private final List<Planted> planted = new ArrayList<>();
    private final List<Exclusion> exclusions = new ArrayList<>();

    PersonaYear(Persona persona, int year, InventedMusic music, long seed) {
        this.persona = persona;
        this.year = year;
        this.music = music;
        this.random = new Random(seed ^ persona.userId().hashCode());
        this.diary =
                new Diary(persona.userId(), ZoneId.of(persona.zone()), persona.country(), random);
        for (String genre : persona.genres()) {
            List<InventedArtist> artists = music.of(genre);
            pool.addAll(artists.subList(0, Math.min(persona.artistsPerGenre(), artists.size())));
        }
    }

    Persona persona() {
        return persona;
    }

    Diary diary() {
        return diary;
    }

    List<Planted> planted() {
        return planted;
    }

    List<Exclusion> exclusions() {
        return exclusions;
    }

    Profile profile() {
        return new Profile(
                persona.userId(),
                persona.zone(),
                persona.birthMonthDay(),
                persona.locale(),
                persona.country(),
                false);
    }

    private LocalDate date(int month, int day) {
        return LocalDate.of(year, month, day);
    }

    private void plant(LocalDate date, String kind, String words) {
        planted.add(new Planted(persona.userId(), date, kind, words));
    }

    private CatalogueItem anySong(InventedArtist artist) {
        return artist.songs().get(random.nextInt(artist.songs().size()));
    }

    private InventedArtist anyOf(List<InventedArtist> artists) {
        return artists.get(random.nextInt(artists.size()));
    }

    /** The artist whom the listener plays most; the first of the pool. */
    private InventedArtist favourite() {
        return pool.get(0);
    }

    /** The pool's artists of another time are kept for days of their own. */
    PersonaYear knowsOldOnes(String... genres) {
        for (String genre : genres) {
            List<InventedArtist> artists = music.of(genre);
            pool.add(artists.get(artists.size() - 1));
        }
        return this;
    }

    /** Ordinary days, spread over the year, none on a day that stands out. */
    PersonaYear ordinaryDays() {
        for (int i = 0; i < pool.size(); i++) {
            LocalDate date = date(1, 2).plusDays(i % DAYS_OF_INTRODUCTION);
            diary.on(date, 17);
            diary.play(anySong(pool.get(i)));
        }
        int lived = DAYS_OF_INTRODUCTION;
        while (lived < persona.days()) {
            LocalDate date = date(1, 22).plusDays(random.nextInt(340));
            if (date.getYear() == year && !diary.hasWritten(date) && !isBirthday(date)) {
                ordinaryDay(date);
                lived++;
            }
        }
        return this;
    }

    private boolean isBirthday(LocalDate date) {
        return MonthDay.from(date).equals(MonthDay.parse(persona.birthMonthDay()));
    }

    private void ordinaryDay(LocalDate date) {
        diary.on(date, 7 + random.nextInt(13));
        int plays = 2 + random.nextInt(4);
        for (int i = 0; i < plays; i++) {
            boolean favours = random.nextInt(100) < 25;
            InventedArtist artist = favours ? favourite() : anyOf(pool);
            diary.play(anySong(artist), i % 2 == 0 ? "playlist:daily-mix" : null);
        }
    }

    /** Hours of music, from all of the pool alike. */
    PersonaYear bigDay(int month, int day, int plays, String words) {
        LocalDate date = date(month, day);
        diary.on(date, 9);
        for (int i = 0; i < plays; i++) {
            diary.play(anySong(pool.get(i % Math.min(pool.size(), 16))), "playlist:all-day");
        }
        plant(date, "BIGGEST_MUSIC_DAY", words);
        return this;
    }

    /** Mostly the favourite artist. */
    PersonaYear favouriteDay(int month, int day, int plays, String words) {
        LocalDate date = date(month, day);
        diary.on(date, 18);
        for (int i = 0; i < plays; i++) {
            diary.play(i % 5 == 4 ? anySong(anyOf(pool)) : anySong(favourite()));
        }
        plant(date, "TOP_ARTIST_DAY", words);
        return this;
    }

    /** One genre of the pool, several artists. */
    PersonaYear genreDay(int month, int day, String genre, int plays, String words) {
        LocalDate date = date(month, day);
        List<InventedArtist> artists =
                pool.stream().filter(artist -> artist.genre().equals(genre)).toList();
        diary.on(date, 19);
        for (int i = 0; i < plays; i++) {
            diary.play(anySong(artists.get(i % artists.size())), "playlist:" + genre);
        }
        plant(date, "TOP_GENRE_DAY", words);
        return this;
    }

    /** Artists never heard before, two songs each, from genres outside the pool. */
    PersonaYear discoveryDay(int month, int day, int artists, String words) {
        LocalDate date = date(month, day);
        diary.on(date, 14);
        List<InventedArtist> strangers =
                music.of(List.of("afro groove", "city pop", "electro swing", "soul")).stream()
                        .filter(artist -> !pool.contains(artist) && !artist.old())
                        .toList();
        for (int i = 0; i < artists; i++) {
            InventedArtist stranger = strangers.get(i * strangers.size() / artists);
            diary.play(stranger.songs().get(0), "playlist:fresh-finds");
            diary.play(stranger.songs().get(1), "playlist:fresh-finds");
        }
        plant(date, "DISCOVERY_DAY", words);
        return this;
    }

    /** Music of another time by artists of the pool. */
    PersonaYear nostalgicDay(int month, int day, int plays, String words) {
        LocalDate date = date(month, day);
        List<InventedArtist> old = pool.stream().filter(InventedArtist::old).toList();
        diary.on(date, 15);
        for (int i = 0; i < plays; i++) {
            diary.play(anySong(old.get(i % old.size())), "playlist:attic-box");
        }
        plant(date, "MOST_NOSTALGIC_DAY", words);
        return this;
    }

    /** One song, again and again. */
    PersonaYear repeatDay(int month, int day, int plays, String words) {
        LocalDate date = date(month, day);
        diary.on(date, 11);
        CatalogueItem song = pool.get(pool.size() / 2).songs().get(1);
        for (int i = 0; i < plays; i++) {
            diary.play(song);
        }
        plant(date, "ON_REPEAT_DAY", words);
        return this;
    }

    /** As many artists of the pool as there are, one song each. */
    PersonaYear diverseDay(int month, int day, String words) {
        LocalDate date = date(month, day);
        diary.on(date, 12);
        for (InventedArtist artist : pool) {
            diary.play(anySong(artist), "playlist:everything");
        }
        plant(date, "MOST_DIVERSE_DAY", words);
        return this;
    }

    /** An episode a week of a show. */
    PersonaYear followsShow(int show, int weeks) {
        for (int week = 0; week < weeks; week++) {
            LocalDate date = date(1, 6).plusWeeks(week * 50L / weeks);
            diary.on(date, 7);
            diary.play(music.show(show).episodes().get(week % 16));
        }
        return this;
    }

    /** Episode after episode of two shows. */
    PersonaYear podcastBinge(int month, int day, int show, int episodes, String words) {
        LocalDate date = date(month, day);
        diary.on(date, 9);
        for (int i = 0; i < episodes; i++) {
            diary.play(music.show(show).episodes().get(i % 16));
        }
        plant(date, "BIGGEST_PODCAST_DAY", words);
        return this;
    }

    /** Some episodes of the show followed most. */
    PersonaYear showDay(int month, int day, int show, int episodes, String words) {
        LocalDate date = date(month, day);
        diary.on(date, 16);
        for (int i = 0; i < episodes; i++) {
            diary.play(music.show(show).episodes().get(15 - i));
        }
        plant(date, "TOP_PODCAST_DAY", words);
        return this;
    }

    /** A genre never heard on any other day. */
    PersonaYear unusualDay(int month, int day, String genre, int plays, String words) {
        LocalDate date = date(month, day);
        diary.on(date, 13);
        List<InventedArtist> artists = music.of(genre);
        for (int i = 0; i < plays; i++) {
            diary.play(anySong(artists.get(i % Math.min(2, artists.size()))), "playlist:" + genre);
        }
        plant(date, "MOST_UNUSUAL_DAY", words);
        return this;
    }

    PersonaYear birthday(int plays, String words) {
        LocalDate date = MonthDay.parse(persona.birthMonthDay()).atYear(year);
        diary.on(date, 18);
        for (int i = 0; i < plays; i++) {
            diary.play(anySong(pool.get(i % pool.size())), "playlist:party");
        }
        plant(date, "BIRTHDAY", words);
        return this;
    }

    PersonaYear newYearsParty(int plays, String words) {
        LocalDate date = date(1, 1);
        diary.on(date, 0);
        for (int i = 0; i < plays; i++) {
            diary.play(anySong(pool.get(i % pool.size())), "playlist:party");
        }
        plant(date, "NEW_YEARS_DAY", words);
        return this;
    }

    /** A child's bedtime, every few evenings, that is not the listener's own taste. */
    PersonaYear bedtimes(int evenings, String contextUri) {
        List<InventedArtist> artists = music.of(InventedMusic.LULLABY);
        for (int i = 0; i < evenings; i++) {
            diary.on(date(1, 3).plusDays(i * 350L / evenings), 20);
            for (int song = 0; song < 3; song++) {
                diary.play(anySong(anyOf(artists)), contextUri);
            }
        }
        return this;
    }

    PersonaYear excludes(Exclusion.Target target, String targetId, int month, int day) {
        long changedAt =
                date(month, day)
                        .atTime(21, 0)
                        .atZone(ZoneId.of(persona.zone()))
                        .toInstant()
                        .toEpochMilli();
        exclusions.add(new Exclusion(persona.userId(), target, targetId, true, changedAt));
        return this;
    }
}
