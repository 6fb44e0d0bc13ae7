package io.wrapped.bench;

import io.wrapped.state.contract.CatalogueItem;
import io.wrapped.state.contract.Kind;
import io.wrapped.state.contract.Named;
import io.wrapped.state.rollup.DayRollups;
import io.wrapped.state.rollup.IdHash;
import io.wrapped.state.rollup.Item;
import io.wrapped.state.rollup.Items;
import io.wrapped.state.rollup.KnownListening;
import io.wrapped.state.rollup.Listening;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/**
 * Many invented listeners of one catalogue, the same for the same arguments. Each has a taste of
 * their own, so that hardly two of them want the same part of the catalogue; a few songs are played
 * over and over, most once or twice, and days differ in length.
 *
 * <p>Listeners are kept as plain numbers and made anew each time they are asked for, as a task does
 * that reads them from its state: a listener is at hand when the review begins, the catalogue is
 * not.
 */
final class SyntheticAudience {
    /** The year that was streamed. */
    static final int YEAR = 2025;

    private static final int FIRST_DAY = Math.toIntExact(LocalDate.of(YEAR, 1, 1).toEpochDay());
    private static final int DAYS = 365;
    private static final long SEED = 20_251_231;
    private static final int CONTENTS = 500_000;
    private static final int SONGS_AN_ARTIST = 8;
    private static final int GENRES = 600;
    private static final int LISTENERS = 2_000;
    // So many streams are kept of all listeners together, whatever one of them streams.
    private static final int STREAMS = 2_000_000;

    private final long[] contentHashes = new long[CONTENTS];
    private final List<CatalogueItem> catalogue = new ArrayList<>();
    private final List<int[]> contents = new ArrayList<>();
    private final List<int[]> streams = new ArrayList<>();
    private final int streamsAYear;
    private int next;

    /** Listeners of about so many streams a year. */
    SyntheticAudience(int streamsAYear) {
        this.streamsAYear = streamsAYear;
        Random random = new Random(SEED);
        for (int content = 0; content < CONTENTS; content++) {
            CatalogueItem item = content(content, random);
            catalogue.add(item);
            contentHashes[content] = IdHash.of(item.contentUri());
        }
        for (int i = 0; i < Math.min(LISTENERS, STREAMS / streamsAYear); i++) {
            addListener(random);
        }
    }

    /** All that can be streamed. */
    List<CatalogueItem> catalogue() {
        return catalogue;
    }

    /** What the next listener streamed, each in turn. */
    Listening nextListening() {
        int[] ofListener = contents.get(next);
        Items items = new Items();
        for (int content : ofListener) {
            items.number(new Item(Kind.MUSIC, contentHashes[content], null, null, Item.NO_CONTEXT));
        }
        int[] sorted = streams.get(next).clone();
        Arrays.sort(sorted);
        DayRollups.Builder rollups = new DayRollups.Builder(sorted.length);
        for (int stream : sorted) {
            int item = stream % ofListener.length;
            int date = FIRST_DAY + stream / ofListener.length;
            rollups.add(date, item, 1, 120_000 + stream % 171_000);
            items.streamedOn(item, date);
        }
        next = (next + 1) % contents.size();
        return new KnownListening(items, rollups.build());
    }

    private static CatalogueItem content(int number, Random random) {
        int artist = number / SONGS_AN_ARTIST;
        // Artists of neighbouring numbers are of one kind of music.
        int genre = (int) ((long) artist * GENRES * SONGS_AN_ARTIST / CONTENTS);
        List<Named> artists = new ArrayList<>();
        artists.add(artist(artist));
        if (random.nextInt(4) == 0) {
            artists.add(artist(artist ^ 1));
        }
        return new CatalogueItem(
                "catalogue:track:" + id(number),
                "A Song Called " + number,
                Kind.MUSIC,
                artists,
                null,
                random.nextInt(10) == 0 ? "song:" + id(number) : null,
                List.of("genre " + genre, "genre " + (genre + artist % 7) % GENRES),
                2025 - (int) (50 * Math.pow(random.nextDouble(), 2)),
                null,
                180_000L,
                false,
                null);
    }

    private static Named artist(int number) {
        return new Named("catalogue:artist:" + id(number), "Artist No. " + number);
    }

    /** Like the ids of large catalogues: 22 characters without a pattern. */
    private static String id(int number) {
        long mixed = number * 0x9e3779b97f4a7c15L;
        return HexFormat.of().toHexDigits(mixed) + HexFormat.of().toHexDigits(mixed * 31, 6);
    }

    /** Shares as real histories show them: the more streams, the fewer of them are new songs. */
    private void addListener(Random random) {
        int distinct =
                switch (streamsAYear) {
                    case 100 -> 70;
                    case 1_000 -> 350;
                    default -> streamsAYear / 5;
                };
        int[] chosen = new int[distinct];
        int[] tastes = random.ints(6, 0, CONTENTS).toArray();
        for (int i = 0; i < distinct; i++) {
            // Some thousand songs around each of a few places, popular ones of each kind first.
            int taste = tastes[random.nextInt(tastes.length)];
            int away = (int) (4_000 * Math.pow(random.nextDouble(), 3));
            chosen[i] = (taste + away) % CONTENTS;
        }
        contents.add(Arrays.stream(chosen).distinct().toArray());
        streams.add(streams(contents.get(contents.size() - 1).length, random));
    }

    private int[] streams(int items, Random random) {
        int active =
                switch (streamsAYear) {
                    case 100 -> 45;
                    case 1_000 -> 130;
                    default -> 290;
                };
        int[] dates = random.ints(0, DAYS).distinct().limit(active).toArray();
        int[] ofYear = new int[streamsAYear];
        for (int i = 0; i < streamsAYear; i++) {
            // Each item at least once; then favourites, on some dates more than on others.
            int item = i < items ? i : (int) (items * Math.pow(random.nextDouble(), 2));
            int date = dates[(int) (active * Math.pow(random.nextDouble(), 1.5))];
            ofYear[i] = date * items + item;
        }
        return ofYear;
    }
}
