package io.wrapped.local.listeners;

import io.wrapped.state.contract.CatalogueItem;
import io.wrapped.state.contract.Kind;
import io.wrapped.state.contract.Named;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A catalogue of artists, songs and shows that do not exist. Some songs have two uris, the album's
 * and the single's.
 */
final class InventedMusic {
    static final String LULLABY = "lullaby";
    static final String POLKA = "polka";

    private static final int SONGS_PER_ARTIST = 6;
    private static final int EPISODES_PER_SHOW = 16;
    private static final int YEARS_OF_OLD_MUSIC = 45;

    /** By genre; the last one of each is of another time. */
    private static final Map<String, List<String>> ARTISTS =
            new TreeMap<>(
                    Map.ofEntries(
                            genre(
                                    "afro groove",
                                    "Amber Kola Nine",
                                    "Golden Tamarind",
                                    "Kente Sunrise",
                                    "Mama Ayo's Orchestra",
                                    "Lagoon Radio",
                                    "The Harmattan Brass"),
                            genre(
                                    "ambient",
                                    "Moss Cathedral",
                                    "Slow Weather",
                                    "Fern & Vapour",
                                    "Paper Tide",
                                    "Night Greenhouse",
                                    "Professor Drizzle"),
                            genre(
                                    "bossa nova",
                                    "Lua Marinho",
                                    "Praia Pequena",
                                    "Os Gatos Lentos",
                                    "Clara Ventania",
                                    "Sabiá Azul",
                                    "Trio Guarapari"),
                            genre(
                                    "city pop",
                                    "Neon Mikan",
                                    "Harbour Taxi",
                                    "Yoru no Kitsune",
                                    "Plaza Fountain",
                                    "Lemon Escalator",
                                    "Tokyo Marmalade"),
                            genre(
                                    "dream pop",
                                    "Juniper Vale",
                                    "Velvet Otters",
                                    "Halcyon Kites",
                                    "Blue Hour Parade",
                                    "Pillow Fortress",
                                    "The Sundial Sisters"),
                            genre(
                                    "electro swing",
                                    "Captain Marmalade",
                                    "The Clockwork Foxes",
                                    "Miss Pepper & Salt",
                                    "Brass Umbrella",
                                    "Waltzing Toaster",
                                    "The Parlour Robots"),
                            genre(
                                    "indie folk",
                                    "Wren & Willow",
                                    "The Lantern Keepers",
                                    "Alder Creek Post",
                                    "Maple Hollow",
                                    "Oat and Honey",
                                    "Barnaby Thistle"),
                            genre(
                                    "jazz",
                                    "Odette Larkspur Trio",
                                    "Midnight Pastry",
                                    "The Crooked Teapots",
                                    "Rosa Quill",
                                    "Benny Featherstone",
                                    "Duke Marigold"),
                            genre(
                                    LULLABY,
                                    "Sleepy Pebbles",
                                    "The Nodding Lambs",
                                    "Moonbeam Nursery"),
                            genre(POLKA, "Onkel Zwiebel", "The Flying Accordions"),
                            genre(
                                    "rock",
                                    "Granite Picnic",
                                    "The Static Herons",
                                    "Copper Avalanche",
                                    "Loud Orchard",
                                    "Velocity Goats",
                                    "Thunder & Daughters"),
                            genre(
                                    "soul",
                                    "Ruby Callaway",
                                    "The Honeyed Four",
                                    "Isaiah Plum",
                                    "Sister Clementine",
                                    "Warm Receivers",
                                    "Otis Bellweather"),
                            genre(
                                    "techno",
                                    "Kilowatt Garden",
                                    "Null Island",
                                    "Delta Lemon",
                                    "Kranfabrik",
                                    "Modul Acht",
                                    "Oberton")));

    private static final List<String> FIRST =
            List.of(
                    "Paper",
                    "Amber",
                    "Slow",
                    "Silver",
                    "Borrowed",
                    "Hidden",
                    "Little",
                    "Northern",
                    "Crooked",
                    "Salted",
                    "Painted",
                    "Sunday",
                    "Velvet",
                    "Wooden",
                    "Quiet",
                    "Electric",
                    "Drifting",
                    "Golden",
                    "Hollow",
                    "Lost");
    private static final List<String> SECOND =
            List.of(
                    "Lanterns",
                    "Harbour",
                    "Orchard",
                    "Telegram",
                    "Windows",
                    "Umbrella",
                    "Compass",
                    "Staircase",
                    "Postcards",
                    "Lighthouse",
                    "Meadow",
                    "Carousel",
                    "Suitcase",
                    "Kites",
                    "Thunder",
                    "Teacups",
                    "Rivers",
                    "Sparrow",
                    "Bicycle",
                    "Cinnamon",
                    "Rooftops",
                    "Ferry",
                    "Marbles",
                    "Garden");

    private static final List<String> SHOWS =
            List.of(
                    "Two Owls and a Microphone",
                    "The Spoon Museum",
                    "Maps of Nowhere",
                    "Tiny Histories",
                    "Ask a Lighthouse Keeper",
                    "The Compost Hour");

    private final Map<String, List<InventedArtist>> byGenre = new TreeMap<>();
    private final List<InventedShow> shows = new ArrayList<>();
    private final List<CatalogueItem> catalogue = new ArrayList<>();

    private InventedMusic() {}

    private static Map.Entry<String, List<String>> genre(String genre, String... artists) {
        return Map.entry(genre, List.of(artists));
    }

    /** The catalogue as of a year: what is called new is of the last five years. */
    static InventedMusic of(int year, long seed) {
        InventedMusic music = new InventedMusic();
        Random random = new Random(seed);
        Titles titles = new Titles(random);
        ARTISTS.forEach(
                (genre, names) -> {
                    for (int i = 0; i < names.size(); i++) {
                        boolean old = names.size() > 3 && i == names.size() - 1;
                        music.addArtist(names.get(i), genre, old, year, titles, random);
                    }
                });
        SHOWS.forEach(name -> music.addShow(name, random));
        return music;
    }

    private void addArtist(
            String name, String genre, boolean old, int year, Titles titles, Random random) {
        Named artist = new Named("artist:" + slug(name), name);
        List<CatalogueItem> songs = new ArrayList<>();
        for (int i = 0; i < SONGS_PER_ARTIST; i++) {
            int release =
                    old ? year - 20 - random.nextInt(YEARS_OF_OLD_MUSIC) : year - random.nextInt(5);
            String title = titles.next();
            String uri = "track:" + slug(name) + ":" + slug(title);
            long durationMs = 1_000L * (170 + random.nextInt(90));
            @Nullable String songId = i == 0 ? "song:" + slug(title) : null;
            CatalogueItem song =
                    song(uri, title, List.of(artist), songId, genre, release, durationMs);
            songs.add(song);
            catalogue.add(song);
            if (songId != null) {
                // The single came first; both are one song.
                catalogue.add(
                        song(
                                uri + ":single",
                                title,
                                List.of(artist),
                                songId,
                                genre,
                                release,
                                durationMs));
            }
        }
        byGenre.computeIfAbsent(genre, none -> new ArrayList<>())
                .add(new InventedArtist(artist.id(), name, genre, old, songs));
    }

    private static CatalogueItem song(
            String uri,
            String title,
            List<Named> artists,
            @Nullable String songId,
            String genre,
            int release,
            long durationMs) {
        return new CatalogueItem(
                uri,
                title,
                Kind.MUSIC,
                artists,
                null,
                songId,
                List.of(genre),
                release,
                null,
                durationMs,
                false,
                null);
    }

    private void addShow(String name, Random random) {
        Named show = new Named("show:" + slug(name), name);
        List<CatalogueItem> episodes = new ArrayList<>();
        for (int i = 1; i <= EPISODES_PER_SHOW; i++) {
            episodes.add(
                    new CatalogueItem(
                            "episode:" + slug(name) + ":" + i,
                            name + ", episode " + i,
                            Kind.PODCAST,
                            List.of(),
                            null,
                            null,
                            List.of(),
                            null,
                            show,
                            60_000L * (24 + random.nextInt(12)),
                            false,
                            "en"));
        }
        catalogue.addAll(episodes);
        shows.add(new InventedShow(show.id(), name, episodes));
    }

    private static String slug(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "-");
    }

    /** Artists of a genre, newest kind first, the one of another time last. */
    List<InventedArtist> of(String genre) {
        return byGenre.getOrDefault(genre, List.of());
    }

    /** Every artist of the genres, those of another time too. */
    List<InventedArtist> of(List<String> genres) {
        return genres.stream().flatMap(genre -> of(genre).stream()).toList();
    }

    /** The show of that place in the list of shows. */
    InventedShow show(int number) {
        return shows.get(number);
    }

    /** What the catalogue topic gets. */
    List<CatalogueItem> catalogue() {
        return List.copyOf(catalogue);
    }

    /** Titles that come once each. */
    private static final class Titles {
        private final List<String> left = new ArrayList<>();

        Titles(Random random) {
            for (String first : FIRST) {
                for (String second : SECOND) {
                    left.add(first + " " + second);
                }
            }
            Collections.shuffle(left, random);
        }

        String next() {
            return left.remove(left.size() - 1);
        }
    }
}
