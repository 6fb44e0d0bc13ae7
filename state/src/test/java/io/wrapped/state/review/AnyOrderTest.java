package io.wrapped.state.review;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.wrapped.state.cases.PlainListener;
import io.wrapped.state.contract.CatalogueItem;
import io.wrapped.state.contract.Kind;
import io.wrapped.state.contract.Named;
import io.wrapped.state.contract.Play;
import io.wrapped.state.contract.Source;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The same plays give the same bytes, however they arrive. */
class AnyOrderTest {
    private static final int THROUGH = Math.toIntExact(LocalDate.of(2025, 12, 31).toEpochDay());
    private static final ContentTable CATALOGUE = new ContentTable();

    static {
        IntStream.range(0, 60).forEach(content -> CATALOGUE.put(item(content), 1));
    }

    @Property(tries = 150)
    void orderSplitAndCopiesChangeNoByte(@ForAll("years") List<Play> plays, @ForAll long seed) {
        Random random = new Random(seed);
        List<Play> arrivals = new ArrayList<>(plays);
        plays.stream().filter(play -> random.nextInt(4) == 0).forEach(arrivals::add);
        Collections.shuffle(arrivals, random);

        assertThat(document(arrivals, random)).isEqualTo(document(plays, null));
    }

    /** Folds plays, in batches that end at random where there is a random. */
    private static String document(List<Play> plays, Random batches) {
        PlainListener listener = new PlainListener("u1");
        for (Play play : plays) {
            listener.play(play);
            if (batches != null && batches.nextInt(10) == 0) {
                listener.endBatch();
            }
        }
        ReviewDocument review = listener.review(2025, THROUGH, CATALOGUE);
        StringBuilder all = new StringBuilder(new String(review.bytes(), UTF_8));
        for (int day = 0; day < review.days(); day++) {
            all.append(listener.dayFacts(review.epochDay(day), CATALOGUE));
        }
        return all.toString();
    }

    @Provide
    Arbitrary<List<Play>> years() {
        Arbitrary<Integer> contents = Arbitraries.integers().between(0, 70);
        Arbitrary<Integer> dates = Arbitraries.integers().between(-40, 200);
        Arbitrary<Integer> lengths = Arbitraries.of(29_999, 30_000, 180_000, 1_200_000);
        Arbitrary<Integer> spellings = Arbitraries.integers().between(0, 3);
        return Combinators.combine(contents, dates, lengths, spellings)
                .as(AnyOrderTest::play)
                .list()
                .ofMinSize(60)
                .ofMaxSize(400)
                .map(AnyOrderTest::numbered);
    }

    private static Play play(int content, int date, int msPlayed, int spelling) {
        // Half of all plays share few dates, so that candidates meet.
        LocalDate day = LocalDate.of(2025, 1, 1).plusDays(content % 2 == 0 ? date % 12 : date);
        return new Play(
                "",
                "u1",
                "c" + content,
                content % 9 == 8 ? Kind.PODCAST : Kind.MUSIC,
                day.atTime(12, 0).toInstant(ZoneOffset.UTC).toEpochMilli(),
                msPlayed,
                null,
                null,
                null,
                false,
                null,
                null,
                null,
                new Source(
                        List.of("Title", "title", "TITLE", " title").get(spelling),
                        List.of("Band " + content % 7, "band  " + content % 7, "😀", "～")
                                .get(spelling),
                        null,
                        "Show " + spelling));
    }

    private static List<Play> numbered(List<Play> plays) {
        List<Play> numbered = new ArrayList<>();
        for (Play play : plays) {
            numbered.add(
                    new Play(
                            "e" + numbered.size(),
                            play.userId(),
                            play.contentUri(),
                            play.kind(),
                            play.endedAt(),
                            play.msPlayed(),
                            null,
                            null,
                            null,
                            false,
                            null,
                            null,
                            null,
                            play.source()));
        }
        return numbered;
    }

    private static CatalogueItem item(int content) {
        List<Named> artists =
                content % 5 == 4
                        ? List.of()
                        : List.of(
                                new Named("a" + content % 13, "Artist " + content % 4),
                                new Named("a" + content % 11, content % 3 == 0 ? null : "B"));
        return new CatalogueItem(
                "c" + content,
                content % 6 == 5 ? null : "Song " + content,
                Kind.MUSIC,
                artists,
                null,
                content % 10 == 9 ? "song" + content % 3 : null,
                List.of("g" + content % 5, "g" + content % 3),
                content % 4 == 0 ? null : 1980 + content,
                null,
                null,
                null,
                null);
    }
}
