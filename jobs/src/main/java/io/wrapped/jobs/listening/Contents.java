package io.wrapped.jobs.listening;

import io.wrapped.state.contract.CatalogueItem;
import io.wrapped.state.contract.Kind;
import io.wrapped.state.contract.Named;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The contents that there are; the smaller a content's number, the more popular it is. */
public final class Contents {
    private static final int GENRES = 300;
    private static final int CONTENTS_AN_ARTIST = 10;
    private static final int CONTENTS_A_SHOW = 500;
    private static final int EVERY_SO_MANY_AN_EPISODE = 25;

    /** Every so many tracks are the next one's song in another release. */
    private static final int EVERY_SO_MANY_A_TWIN = 20;

    private static final int FIRST_YEAR = 1960;
    private static final int YEARS = 66;

    private final int count;
    private final double skew;

    /**
     * @param skew exponent of the Zipf law by which contents are drawn
     */
    public Contents(int count, double skew) {
        this.count = count;
        this.skew = skew;
    }

    /** How many there are. */
    public int count() {
        return count;
    }

    /** Draws a content by its popularity: Zipf's law, as its continuous sibling has it. */
    int draw(SplittableRandom random) {
        double u = random.nextDouble();
        double end = count + 1.0;
        double rank =
                Math.abs(skew - 1) < 1e-9
                        ? Math.pow(end, u)
                        : Math.pow(1 + u * (Math.pow(end, 1 - skew) - 1), 1 / (1 - skew));
        return Math.min(count, (int) rank) - 1;
    }

    static Kind kind(int content) {
        return content % EVERY_SO_MANY_AN_EPISODE == EVERY_SO_MANY_AN_EPISODE - 1
                ? Kind.PODCAST
                : Kind.MUSIC;
    }

    /** A content's id. */
    public static String uri(int content) {
        return kind(content) == Kind.MUSIC ? Ids.track(content) : Ids.episode(content);
    }

    /** Milliseconds: songs from 2 to 6 minutes, episodes from 5 to 45. */
    static int durationMs(int content) {
        long number = Ids.mix(content ^ 0x64757261L);
        double u = (number >>> 11) * 0x1p-53;
        double v = (Ids.mix(number) >>> 11) * 0x1p-53;
        return kind(content) == Kind.MUSIC
                ? (int) (120_000 + 240_000 * (u + v) / 2)
                : (int) (300_000 + 2_400_000 * u * v);
    }

    /** What the catalogue says. */
    public CatalogueItem item(int content) {
        SplittableRandom random = new SplittableRandom(Ids.mix(content ^ 0x6974656dL));
        boolean music = kind(content) == Kind.MUSIC;
        return new CatalogueItem(
                uri(content),
                (music ? "Song " : "Episode ") + content,
                kind(content),
                music ? artists(random) : List.of(),
                music ? "Album " + content / 12 : null,
                music ? songId(content) : null,
                music ? genres(random) : List.of(),
                music && random.nextInt(10) > 0 ? releaseYear(random) : null,
                music ? null : show(content),
                (long) durationMs(content),
                random.nextInt(8) == 0,
                music ? null : "en");
    }

    private List<Named> artists(SplittableRandom random) {
        List<Named> artists = new ArrayList<>();
        artists.add(artist(random));
        if (random.nextInt(5) == 0) {
            Named featured = artist(random);
            if (!featured.equals(artists.get(0))) {
                artists.add(featured);
            }
        }
        return artists;
    }

    private Named artist(SplittableRandom random) {
        // Squared: some artists have many songs.
        double u = random.nextDouble();
        int artist = (int) (u * u * count / CONTENTS_AN_ARTIST);
        return new Named(Ids.artist(artist), "Artist " + artist);
    }

    private static List<String> genres(SplittableRandom random) {
        List<String> genres = new ArrayList<>();
        int wanted = 1 + random.nextInt(3);
        while (genres.size() < wanted) {
            double u = random.nextDouble();
            String genre = "genre " + (int) (u * u * GENRES);
            if (!genres.contains(genre)) {
                genres.add(genre);
            }
        }
        return genres;
    }

    private static int releaseYear(SplittableRandom random) {
        // More songs are new than old.
        return FIRST_YEAR + (int) (YEARS * Math.sqrt(random.nextDouble()));
    }

    private static String songId(int content) {
        int place = content % EVERY_SO_MANY_A_TWIN;
        return Ids.song(place == 1 ? content - 1 : content);
    }

    private Named show(int content) {
        int shows = Math.max(1, count / CONTENTS_A_SHOW);
        int show = (int) Math.floorMod(Ids.mix(content), (long) shows);
        return new Named(Ids.show(show), "Show " + show);
    }
}
