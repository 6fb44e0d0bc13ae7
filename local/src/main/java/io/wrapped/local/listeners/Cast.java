package io.wrapped.local.listeners;

import io.wrapped.state.contract.Exclusion.Target;
import java.util.List;

/** The dozen listeners, each with a year of their own. */
final class Cast {
    static final String BEDTIME = "playlist:bedtime";

    private final int year;
    private final InventedMusic music;
    private final long seed;

    Cast(int year, InventedMusic music, long seed) {
        this.year = year;
        this.music = music;
        this.seed = seed;
    }

    private PersonaYear of(
            String userId,
            String zone,
            String birthMonthDay,
            String locale,
            List<String> genres,
            int artistsPerGenre,
            int days,
            String words) {
        String country = locale.substring(locale.length() - 2);
        return new PersonaYear(
                new Persona(
                        userId,
                        zone,
                        birthMonthDay,
                        locale,
                        country,
                        genres,
                        artistsPerGenre,
                        days,
                        words),
                year,
                music,
                seed);
    }

    List<PersonaYear> all() {
        return List.of(
                mira(), tomasz(), aiko(), noah(), priya(), sven(), carmen(), kofi(), ewan(), ruth(),
                tane(), olive());
    }

    private PersonaYear mira() {
        return of(
                        "mira",
                        "Europe/Lisbon",
                        "--03-14",
                        "en-PT",
                        List.of("bossa nova", "jazz", "ambient"),
                        4,
                        150,
                        "a night nurse who looks for new music on her days off")
                .discoveryDay(5, 17, 9, "a rainy Saturday spent in a playlist of strangers")
                .genreDay(9, 6, "jazz", 15, "the jazz club was streaming all evening")
                .bigDay(7, 12, 48, "the long drive to the coast and back")
                .favouriteDay(10, 23, 16, "a new record by the singer she loves most")
                .ordinaryDays();
    }

    private PersonaYear tomasz() {
        return of(
                        "tomasz",
                        "Europe/Warsaw",
                        "--08-30",
                        "en-PL",
                        List.of("rock", "soul", "electro swing"),
                        4,
                        140,
                        "a restorer of radios with a soft spot for old songs")
                .knowsOldOnes("rock", "soul", "jazz")
                .nostalgicDay(11, 2, 15, "found a box of his father's tapes in the attic")
                .bigDay(6, 21, 50, "painted the whole workshop in one go")
                .genreDay(3, 8, "rock", 14, "the first warm evening, all amplifiers on")
                .favouriteDay(5, 24, 15, "repaired one radio and one song at a time")
                .ordinaryDays();
    }

    private PersonaYear aiko() {
        return of(
                        "aiko",
                        "Asia/Tokyo",
                        "--12-03",
                        "en-JP",
                        List.of("city pop", "dream pop", "techno"),
                        5,
                        160,
                        "an illustrator who draws better when one song goes round and round")
                .repeatDay(4, 19, 29, "one deadline, one song, twenty-nine times")
                .bigDay(8, 9, 44, "finished the picture book in a single day")
                .favouriteDay(2, 15, 15, "the evening after the concert")
                .genreDay(6, 28, "dream pop", 38, "coloured forty pages of clouds")
                .birthday(11, "friends, cake and the good speakers")
                .ordinaryDays();
    }

    private PersonaYear noah() {
        return of(
                        "noah",
                        "America/New_York",
                        "--07-02",
                        "en-US",
                        List.of("indie folk", "ambient"),
                        5,
                        110,
                        "a ferry captain who would rather hear people talk")
                .followsShow(0, 26)
                .followsShow(2, 12)
                .podcastBinge(2, 8, 1, 9, "snowed in, with a museum of spoons for company")
                .showDay(9, 20, 0, 4, "caught up with two owls while mending the deck")
                .bigDay(7, 26, 30, "the engine was in repair, so there was music")
                .favouriteDay(10, 18, 16, "met his favourite duo on board and asked for a song")
                .genreDay(5, 24, "ambient", 26, "fog, all day")
                .ordinaryDays();
    }

    private PersonaYear priya() {
        return of(
                        "priya",
                        "Asia/Kolkata",
                        "--09-27",
                        "en-IN",
                        List.of("soul", "afro groove", "dream pop"),
                        4,
                        150,
                        "a teacher who plays something for every occasion")
                .birthday(14, "thirty-two candles and a living room full of people")
                .genreDay(4, 12, "soul", 16, "the roof terrace, the radio and nothing else")
                .bigDay(12, 6, 45, "marked three classes' exams in a day")
                .favouriteDay(11, 8, 14, "the school concert had one theme")
                .ordinaryDays();
    }

    private PersonaYear sven() {
        return of(
                        "sven",
                        "Europe/Stockholm",
                        "--06-06",
                        "en-SE",
                        List.of("techno", "electro swing", "city pop"),
                        4,
                        130,
                        "a baker whose year begins loudly and long before dawn")
                .newYearsParty(22, "the party was at his place again")
                .favouriteDay(5, 3, 15, "a night of one artist only, oven included")
                .bigDay(6, 20, 52, "midsummer, from the first bread to the last dance")
                .genreDay(9, 13, "city pop", 17, "tested a new oven to the sound of another city")
                .birthday(11, "a cake that he did not have to bake himself")
                .ordinaryDays();
    }

    private PersonaYear carmen() {
        return of(
                        "carmen",
                        "America/Mexico_City",
                        "--11-18",
                        "en-MX",
                        List.of("electro swing", "bossa nova", "rock"),
                        5,
                        150,
                        "a geologist who drives for a living and sings all the way")
                .bigDay(3, 22, 80, "six hundred kilometres of desert and every song she knows")
                .repeatDay(10, 4, 26, "learned one chorus for the wedding")
                .genreDay(7, 5, "rock", 34, "the truck broke down next to a very good speaker")
                .favouriteDay(6, 14, 15, "waited for the rain to stop, with one voice for company")
                .ordinaryDays();
    }

    private PersonaYear kofi() {
        return of(
                        "kofi",
                        "Africa/Accra",
                        "--02-11",
                        "en-GH",
                        List.of("afro groove", "soul", "jazz", "techno", "indie folk"),
                        5,
                        160,
                        "a night-time radio host who never plays an artist twice")
                .diverseDay(8, 23, "rehearsed the big anniversary show at home")
                .bigDay(5, 10, 60, "sorted the station's whole archive")
                .favouriteDay(12, 13, 15, "an interview to prepare")
                .genreDay(9, 27, "jazz", 26, "one programme about one sound")
                .birthday(12, "the whole newsroom came along")
                .ordinaryDays();
    }

    private PersonaYear ewan() {
        return of(
                        "ewan",
                        "Europe/London",
                        "--01-25",
                        "en-GB",
                        List.of("indie folk", "dream pop", "rock"),
                        4,
                        130,
                        "a father of twins whose account also sings them to sleep")
                .bedtimes(95, BEDTIME)
                .excludes(Target.CONTEXT, BEDTIME, 6, 1)
                .bigDay(8, 2, 42, "a whole Saturday with the house to himself")
                .favouriteDay(11, 15, 16, "his favourite band was on the radio, so he went on")
                .genreDay(4, 26, "rock", 22, "moved the furniture, loudly")
                .birthday(12, "the twins chose some of the songs, he says")
                .ordinaryDays();
    }

    private PersonaYear ruth() {
        return of(
                        "ruth",
                        "Asia/Jerusalem",
                        "--05-29",
                        "en-IL",
                        List.of("ambient", "jazz"),
                        5,
                        170,
                        "a translator who needs quiet, with one exception")
                .unusualDay(10, 11, InventedMusic.POLKA, 13, "her neighbours' wedding had a theme")
                .genreDay(1, 25, "ambient", 24, "three chapters, one long calm")
                .bigDay(6, 14, 40, "the night before the deadline")
                .favouriteDay(8, 16, 15, "read a long novel in one sitting")
                .ordinaryDays();
    }

    private PersonaYear tane() {
        return of(
                        "tane",
                        "Pacific/Auckland",
                        "--04-08",
                        "en-NZ",
                        List.of("soul", "indie folk", "city pop"),
                        4,
                        140,
                        "a surf instructor and somebody's greatest fan")
                .favouriteDay(3, 1, 24, "the home-coming concert, before, during and after")
                .bigDay(12, 20, 46, "the last day of school, with the windows down")
                .discoveryDay(6, 7, 8, "swapped playlists with a stranger on the beach")
                .followsShow(3, 14)
                .ordinaryDays();
    }

    /** Too little for a year in review, on purpose. */
    private PersonaYear olive() {
        return of(
                        "olive",
                        "Australia/Sydney",
                        "--10-31",
                        "en-AU",
                        List.of("dream pop"),
                        4,
                        0,
                        "just moved in and has hardly listened yet")
                .favouriteDay(12, 27, 12, "the first evening with the new speakers");
    }
}
