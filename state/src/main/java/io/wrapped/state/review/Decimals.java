package io.wrapped.state.review;

/** Rounding of exact binary values to decimals, half even. */
final class Decimals {
    /** One, in units of the ninth decimal. */
    static final long ONE = 1_000_000_000;

    private static final int INT_DIGITS = 10;
    private static final double BILLION = 1e9;
    private static final double TRILLION = 1e12;
    // From here on neighbouring doubles lie further apart than a step of the ninth decimal.
    private static final double COARSE = 0x1p23;

    private Decimals() {}

    /** A number below 2^53 in size, rounded to 9 decimals. */
    static double round9(double value) {
        return Math.abs(value) >= COARSE ? value : scaled(value, BILLION) / BILLION;
    }

    /** A number from 0 to 1, rounded to 12 decimals. */
    static double round12(double value) {
        return scaled(value, TRILLION) / TRILLION;
    }

    /**
     * The whole number nearest to the exact product, without the cost of a BigDecimal: the product
     * is {@code high + low} exactly, and {@code low} matters only where {@code high} is a tie.
     */
    private static double scaled(double value, double scale) {
        double high = value * scale;
        double low = Math.fma(value, scale, -high);
        double nearest = Math.rint(high);
        double rest = high - nearest;
        if (rest == 0.5 && low > 0) {
            return nearest + 1;
        }
        if (rest == -0.5 && low < 0) {
            return nearest - 1;
        }
        return nearest;
    }

    /**
     * A number from 0 to below 1 in units of the ninth decimal, rounded; {@link #ONE} where that
     * makes 1.
     */
    static long billionths(double fraction) {
        return (long) scaled(fraction, BILLION);
    }

    /** How many decimal digits a number has that is not negative. */
    static int digits(int value) {
        int digits = 1;
        for (int bound = 10; value >= bound; bound *= 10) {
            if (++digits == INT_DIGITS) {
                break;
            }
        }
        return digits;
    }

    /** How many decimal digits a whole number has. */
    static int digits(long value) {
        int digits = 1;
        for (long rest = value / 10; rest != 0; rest /= 10) {
            digits++;
        }
        return digits;
    }
}
