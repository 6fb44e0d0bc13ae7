package io.wrapped.state.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class RankedFigureTest {

    /** Days change one by one; after each change everything is as if ranked anew. */
    @Property(tries = 500)
    void followedItIsAsRankedAnew(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = RankedFigure.DAYS) int days) {
        Random random = new Random(seed);
        int different = 1 + random.nextInt(30);
        long[] figures = new long[days];
        RankedFigure followed = new RankedFigure();
        followed.rank();
        for (int change = 0; change < 60; change++) {
            int day = random.nextInt(days);
            long figure = random.nextInt(different) * (random.nextBoolean() ? 1 : 1_000_000_007L);
            followed.move(day, figures[day], figure);
            figures[day] = figure;
            if (random.nextInt(20) == 0) {
                followed.forget();
                assertThat(followed.isFollowed()).isFalse();
                for (int each = 0; each < days; each++) {
                    followed.add(each, figures[each]);
                }
                followed.rank();
            }
            assertIsOf(followed, figures);
        }
    }

    private static void assertIsOf(RankedFigure ranked, long[] figures) {
        int[] best =
                IntStream.range(0, figures.length)
                        .filter(day -> figures[day] > 0)
                        .boxed()
                        .sorted(
                                (left, right) ->
                                        figures[left] == figures[right]
                                                ? Integer.compare(left, right)
                                                : Long.compare(figures[right], figures[left]))
                        .mapToInt(Integer::intValue)
                        .toArray();
        assertThat(IntStream.range(0, ranked.size()).map(ranked::day).toArray()).isEqualTo(best);
        for (int place = 0; place < best.length; place++) {
            assertThat(ranked.figure(place)).isEqualTo(figures[best[place]]);
        }
        if (best.length > 0) {
            double[] values = new double[figures.length];
            IntStream.range(0, figures.length).forEach(day -> values[day] = figures[day]);
            Spread spread = Spread.of(values, values.length, new double[values.length + 1]);
            assertThat(ranked.spread()).isEqualTo(spread);
            assertThat(ranked.median()).isEqualTo(spread.median());
        }
    }
}
