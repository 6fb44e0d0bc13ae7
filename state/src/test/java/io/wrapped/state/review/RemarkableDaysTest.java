package io.wrapped.state.review;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wrapped.state.contract.CatalogueItem;
import io.wrapped.state.contract.Kind;
import io.wrapped.state.contract.Named;
import io.wrapped.state.rollup.DayRollups;
import io.wrapped.state.rollup.Exclusions;
import io.wrapped.state.rollup.IdHash;
import io.wrapped.state.rollup.Item;
import io.wrapped.state.rollup.Items;
import io.wrapped.state.rollup.KnownListening;
import io.wrapped.state.rollup.Listening;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The days that are chosen, and their figures, are those of the SPEC to the last digit. */
class RemarkableDaysTest {
    private static final int NEW_YEAR = Math.toIntExact(LocalDate.of(2025, 1, 1).toEpochDay());
    private static final int THROUGH = NEW_YEAR + 364;
    private static final int CONTENTS = 45;
    private static final int BIRTHDAY = NEW_YEAR + 42;
    private static final String BIRTH_MONTH_DAY = "--02-12";
    // Round lengths, so that thresholds are just met and dates are equal.
    private static final int[] LENGTHS = {30_000, 60_000, 180_000, 300_000, 900_000, 1_800_000};

    private final ContentTable catalogue = new ContentTable();

    // One for all tries: what it keeps of one listener must not be seen in the next one's review.
    private final ListenerYearReviews reviews =
            new ListenerYearReviews(ReviewConfig.DEFAULT, catalogue);

    @Property(tries = 1_000)
    void areThoseOfTheSpec(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        Listener listener = new Listener(random);
        for (int i = 0; i < listener.streams; i++) {
            listener.stream(random);
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            listener.marathon(random);
        }
        List<SpecDays.Day> expected =
                new SpecDays(2025, NEW_YEAR, THROUGH, BIRTHDAY, listener.ever).chosen();

        reviews.open("u1", listener.listening(), new Exclusions());
        Review review = reviews.review(2025, THROUGH, BIRTH_MONTH_DAY).read();

        assertThat(days(review)).isEqualTo(review.eligible() ? expected : List.of());
    }

    private static List<SpecDays.Day> days(Review review) throws Exception {
        List<SpecDays.Day> days = new ArrayList<>();
        for (Review.RemarkableDay day : review.remarkableDays()) {
            JsonNode facts = CanonicalJson.read(day.factsJson());
            days.add(
                    new SpecDays.Day(
                            day.epochDay(),
                            day.kind(),
                            day.score(),
                            facts.get("value").doubleValue(),
                            facts.get("rank").intValue(),
                            facts.get("highest").booleanValue(),
                            facts.get("usual").doubleValue()));
        }
        return days;
    }

    /** A listener whose habits differ from the next one's. */
    private final class Listener {
        private final List<SpecDays.Stream> ever = new ArrayList<>();
        private final Items items = new Items();
        private final TreeMap<Integer, TreeMap<Integer, List<Long>>> days = new TreeMap<>();
        private final List<CatalogueItem> contents = new ArrayList<>();
        private final int streams;
        private final int dates;
        private final int exactLengths;
        private final int usualContents;

        Listener(Random random) {
            streams = 60 + random.nextInt(500);
            dates = 1 + random.nextInt(60);
            exactLengths = random.nextInt(3);
            usualContents = random.nextInt(2) == 0 ? CONTENTS / 2 : CONTENTS;
            int artists = 5 + random.nextInt(60);
            int genres = 1 + random.nextInt(12);
            for (int content = 0; content < CONTENTS; content++) {
                contents.add(content(content, artists, genres, random));
                catalogue.put(contents.get(content), 0);
                boolean podcast = content >= 40;
                items.number(
                        new Item(
                                podcast ? Kind.PODCAST : Kind.MUSIC,
                                IdHash.of("c" + content),
                                null,
                                null,
                                Item.NO_CONTEXT));
            }
        }

        Listening listening() {
            DayRollups.Builder rollups = new DayRollups.Builder(streams);
            days.forEach(
                    (date, rows) ->
                            rows.forEach(
                                    (item, played) ->
                                            played.forEach(ms -> rollups.add(date, item, 1, ms))));
            return new KnownListening(items, rollups.build());
        }

        private static CatalogueItem content(int content, int artists, int genres, Random random) {
            List<Named> credits = new ArrayList<>();
            random.ints(random.nextInt(4), 0, artists)
                    .distinct()
                    .forEach(artist -> credits.add(new Named("a" + artist, "A" + artist)));
            return new CatalogueItem(
                    "c" + content,
                    "Title",
                    Kind.MUSIC,
                    credits,
                    null,
                    random.nextInt(20) == 0 ? "song" : null,
                    random.ints(random.nextInt(3), 0, genres)
                            .distinct()
                            .mapToObj(g -> "g" + g)
                            .toList(),
                    random.nextInt(3) == 0 ? null : 2010 + random.nextInt(15),
                    content % 3 == 0 ? null : new Named("show" + content % 2, null),
                    null,
                    null,
                    null);
        }

        void stream(Random random) {
            int item = (int) (usualContents * Math.pow(random.nextDouble(), 1.5));
            int date = NEW_YEAR - 40 + random.nextInt(40 + dates);
            if (random.nextInt(3) == 0) {
                // Some dates are much longer than others.
                date = NEW_YEAR + random.nextInt(6) * 9;
            }
            stream(item, date, random);
        }

        /** One song over and over, or everything once. */
        void marathon(Random random) {
            int date = NEW_YEAR + random.nextInt(dates);
            boolean repeat = random.nextBoolean();
            int song = random.nextInt(CONTENTS);
            for (int i = 0; i < CONTENTS; i++) {
                stream(repeat && i > 2 ? song : i, date, random);
            }
        }

        private void stream(int item, int date, Random random) {
            long ms =
                    random.nextInt(3) < exactLengths
                            ? LENGTHS[random.nextInt(LENGTHS.length)]
                            : 30_000 + random.nextInt(600_000);
            days.computeIfAbsent(date, day -> new TreeMap<>())
                    .computeIfAbsent(item, streamed -> new ArrayList<>())
                    .add(ms);
            items.streamedOn(item, date);
            CatalogueItem content = contents.get(item);
            boolean music = items.kind(item) == Kind.MUSIC;
            ever.add(
                    new SpecDays.Stream(
                            date,
                            music,
                            content.songId() == null ? content.contentUri() : content.songId(),
                            music ? content.artists().stream().map(Named::id).toList() : List.of(),
                            music ? content.genres() : List.of(),
                            content.releaseYear(),
                            music || content.show() == null ? null : content.show().id(),
                            ms));
        }
    }
}
