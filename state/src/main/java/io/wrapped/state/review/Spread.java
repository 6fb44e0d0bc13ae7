package io.wrapped.state.review;

import java.util.Arrays;

/**
 * How a kind's values lie over the dates of the window where they are above 0.
 *
 * @param median mean of the two middle values for an even count
 * @param deviation median of the distances from the median
 */
record Spread(double median, double deviation) {

    /**
     * @param values by date; NaN where the kind has none. At least one is above 0
     */
    static Spread of(double[] values) {
        double[] positive = new double[values.length];
        int count = 0;
        for (double value : values) {
            if (value > 0) {
                positive[count++] = value;
            }
        }
        positive = Arrays.copyOf(positive, count);
        double median = median(positive);
        for (int i = 0; i < positive.length; i++) {
            positive[i] = Math.abs(positive[i] - median);
        }
        return new Spread(median, median(positive));
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        int middle = values.length / 2;
        return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }

    /** How far a value stands out, in [0, 1). */
    double strength(double value, ReviewConfig config) {
        double unit =
                Math.max(
                        Math.max(config.madScale() * deviation, config.leastSpreadShare() * median),
                        config.leastSpread());
        double z = (value - median) / unit;
        return 1 - StrictMath.exp(-Math.max(z, 0) / config.strengthScale());
    }
}
