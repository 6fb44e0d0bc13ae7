package io.wrapped.state.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class SelectionTest {

    @Property(tries = 3_000)
    void theMedianIsThatOfTheSortedValues(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int size) {
        Random random = new Random(seed);
        int different = 1 + random.nextInt(40);
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = random.nextInt(different) / 4.0;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double median = (sorted[(size - 1) / 2] + sorted[size / 2]) / 2;

        assertThat(Selection.median(values.clone(), size)).isEqualTo(median);
    }
}
