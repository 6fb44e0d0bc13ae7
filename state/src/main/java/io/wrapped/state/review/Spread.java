package io.wrapped.state.review;

/**
 * How a kind's values lie over the dates of the window where they are above 0.
 *
 * @param median mean of the two middle values for an even count
 * @param deviation median of the distances from the median
 */
record Spread(double median, double deviation) {

    /**
     * @param values by date; NaN where the kind has none. At least one is above 0
     * @param size how many dates there are
     * @param scratch of that size at least
     */
    static Spread of(double[] values, int size, double[] scratch) {
        int count = 0;
        for (int i = 0; i < size; i++) {
            // Overwritten unless the value is above 0, which no NaN is.
            scratch[count] = values[i];
            count += values[i] > 0 ? 1 : 0;
        }
        double median = Selection.median(scratch, count);
        for (int i = 0; i < count; i++) {
            scratch[i] = Math.abs(scratch[i] - median);
        }
        return new Spread(median, Selection.median(scratch, count));
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
