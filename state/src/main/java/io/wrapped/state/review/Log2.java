package io.wrapped.state.review;

/** A quick binary logarithm, off by {@value #ERROR} at most. */
final class Log2 {
    /** How far a result may be from the logarithm. */
    static final double ERROR = 1e-9;

    private static final int BITS = 7;
    private static final int SLICES = 1 << BITS;
    private static final int MANTISSA_BITS = 52;
    private static final long MANTISSA = (1L << MANTISSA_BITS) - 1;
    private static final long ONE = Double.doubleToRawLongBits(1.0);
    private static final int BIAS = 1023;

    // log2(1 + r) is r / ln 2 - r² / (2 ln 2) + r³ / (3 ln 2) but for what is less than the error.
    private static final double FIRST = 1 / Math.log(2);
    private static final double SECOND = -FIRST / 2;
    private static final double THIRD = FIRST / 3;

    // By slice of [1, 2): the logarithm of its middle, and one over its middle.
    private static final double[] LOGARITHMS = new double[SLICES];
    private static final double[] INVERSES = new double[SLICES];

    static {
        for (int slice = 0; slice < SLICES; slice++) {
            double middle = 1 + (slice + 0.5) / SLICES;
            LOGARITHMS[slice] = Math.log(middle) / Math.log(2);
            INVERSES[slice] = 1 / middle;
        }
    }

    private Log2() {}

    /**
     * @param x a normal number above 0
     */
    static double of(double x) {
        long bits = Double.doubleToRawLongBits(x);
        int exponent = (int) (bits >>> MANTISSA_BITS) - BIAS;
        int slice = (int) (bits >>> MANTISSA_BITS - BITS) & SLICES - 1;
        double r = Double.longBitsToDouble(bits & MANTISSA | ONE) * INVERSES[slice] - 1;
        return exponent + LOGARITHMS[slice] + r * (FIRST + r * (SECOND + r * THIRD));
    }
}
