package io.wrapped.state.review;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.wrapped.state.contract.CatalogueItem;
import io.wrapped.state.contract.Exclusion;
import io.wrapped.state.contract.Exclusion.Target;
import io.wrapped.state.contract.Kind;
import io.wrapped.state.contract.Named;
import io.wrapped.state.contract.Source;
import io.wrapped.state.rollup.DayRollups;
import io.wrapped.state.rollup.Exclusions;
import io.wrapped.state.rollup.IdHash;
import io.wrapped.state.rollup.Item;
import io.wrapped.state.rollup.Items;
import io.wrapped.state.rollup.KnownListening;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** A review that goes on from what was kept is the review from scratch, byte for byte. */
class ListenerSheetTest {
    private static final int YEAR = 2025;
    private static final int NEW_YEAR = Math.toIntExact(LocalDate.of(YEAR, 1, 1).toEpochDay());
    private static final int NEW_YEARS_EVE = NEW_YEAR + 364;
    private static final int CONTENTS = 160;
    private static final int ARTISTS = 90;

    private final ContentTable catalogue = new ContentTable();

    // Both for all tries: what they keep of one listener must not be seen in the next one's.
    private final ListenerYearReviews kept =
            new ListenerYearReviews(ReviewConfig.DEFAULT, catalogue);
    private final ListenerYearReviews scratch =
            new ListenerYearReviews(ReviewConfig.DEFAULT, catalogue);

    private Random random = new Random();
    private Items items = new Items();
    private DayRollups rollups = DayRollups.NONE;
    private Exclusions exclusions = new Exclusions();
    private ListenerSheet sheet = kept.newSheet();

    @Property(tries = 150)
    void goesOnWhereTheLastReviewEnded(@ForAll long seed) {
        random = new Random(seed);
        items = new Items();
        rollups = DayRollups.NONE;
        exclusions = new Exclusions();
        sheet = kept.newSheet();
        for (int content = 0; content < CONTENTS; content++) {
            describe(content);
        }
        int today = NEW_YEAR - 30;
        for (int review = 0; review < 25; review++) {
            today += random.nextInt(11);
            TreeSet<Integer> touched = new TreeSet<>();
            for (int fold = random.nextInt(3); fold >= 0; fold--) {
                stream(today, touched);
            }
            change(touched);
            compare(touched);
        }
    }

    /** Anything that makes a sheet wrong is followed by forgetting it. */
    private void change(TreeSet<Integer> touched) {
        if (random.nextInt(12) == 0) {
            describe(random.nextInt(CONTENTS));
            sheet.forget();
        }
        if (random.nextInt(12) == 0) {
            Target target = Target.values()[random.nextInt(Target.values().length)];
            String id =
                    switch (target) {
                        case ARTIST -> "a" + random.nextInt(ARTISTS);
                        case SHOW -> "show" + random.nextInt(3);
                        case TRACK, CONTEXT -> "c" + random.nextInt(30);
                    };
            exclusions.apply(
                    new Exclusion("u", target, id, random.nextInt(3) > 0, touched.size()), 0);
            sheet.forget();
        }
    }

    private void compare(TreeSet<Integer> touched) {
        KnownListening listening = new KnownListening(items, rollups);
        kept.open("u", listening, exclusions, sheet);
        scratch.open("u", listening, exclusions);
        if (random.nextInt(6) == 0) {
            // Another window in between, of last year or not to the end.
            int through = random.nextBoolean() ? NEW_YEAR + 40 : NEW_YEAR - 1;
            int year = through < NEW_YEAR ? YEAR - 1 : YEAR;
            assertThat(text(kept.review(year, through, null)))
                    .isEqualTo(text(scratch.review(year, through, null)));
        }
        String birthday = random.nextBoolean() ? "--01-20" : null;
        assertThat(text(kept.review(YEAR, NEW_YEARS_EVE, birthday)))
                .isEqualTo(text(scratch.review(YEAR, NEW_YEARS_EVE, birthday)));
        for (int epochDay : touched) {
            assertThat(kept.dayFacts(epochDay)).isEqualTo(scratch.dayFacts(epochDay));
        }
    }

    private static String text(ReviewDocument document) {
        return new String(document.bytes(), UTF_8);
    }

    /** Most streams are of the last dates; some are late, of last year too. */
    private void stream(int today, TreeSet<Integer> touched) {
        TreeMap<Integer, TreeMap<Integer, Long>> days = new TreeMap<>();
        for (int i = random.nextInt(40); i >= 0; i--) {
            int late = random.nextInt(10) == 0 ? random.nextInt(60) : random.nextInt(2);
            // New contents, and with them artists, are heard throughout the year.
            int known = Math.min(CONTENTS, 50 + Math.max(0, today - NEW_YEAR));
            double place =
                    random.nextInt(4) == 0
                            ? 1 - random.nextDouble() / 6
                            : Math.pow(random.nextDouble(), 2);
            int item = items.number(item((int) (known * Math.min(place, 0.999))));
            long ms = 30_000L * (1 + random.nextInt(20));
            days.computeIfAbsent(today - late, day -> new TreeMap<>()).merge(item, ms, Long::sum);
            items.streamedOn(item, today - late);
        }
        DayRollups.Builder more = new DayRollups.Builder(40);
        days.forEach((day, rows) -> rows.forEach((item, ms) -> more.add(day, item, 1, ms)));
        DayRollups folded = more.build();
        rollups = rollups.plus(folded);
        sheet.streamed(folded);
        touched.addAll(days.keySet());
    }

    private Item item(int content) {
        // Some are unknown to the catalogue, some bear names of their own, some a context.
        boolean named = content % 9 == 0;
        return new Item(
                content % 8 == 7 ? Kind.PODCAST : content % 23 == 22 ? Kind.AUDIOBOOK : Kind.MUSIC,
                IdHash.of("c" + content),
                named || content % 10 == 3 ? "c" + content : null,
                named ? new Source("T" + random.nextInt(2), "Artist", null, "Show") : null,
                random.nextInt(4) == 0 ? IdHash.of("c" + content % 3) : Item.NO_CONTEXT);
    }

    /** Artists, songs and shows bear more than one name here and there. */
    private void describe(int content) {
        if (content % 10 == 3) {
            return;
        }
        int artist = random.nextInt(ARTISTS);
        int featured = random.nextInt(ARTISTS);
        Named first = new Named("a" + artist, "A" + (random.nextInt(8) == 0 ? "'" : "") + artist);
        catalogue.put(
                new CatalogueItem(
                        "c" + content,
                        "Title " + random.nextInt(3) * content,
                        Kind.MUSIC,
                        random.nextInt(3) == 0
                                ? List.of(first, new Named("a" + featured, "A" + featured))
                                : List.of(first),
                        null,
                        content % 6 == 0 ? "song" + content % 4 : null,
                        List.of("g" + random.nextInt(6), "h" + content % 2),
                        random.nextInt(4) == 0 ? null : 2005 + random.nextInt(20),
                        content % 5 == 0
                                ? null
                                : new Named("show" + content % 3, random.nextInt(6) + "show"),
                        null,
                        null,
                        null),
                0);
    }
}
