package io.wrapped.operators.story;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Set;

/**
 * What a number in digits may mean: separators part thousands in one language, decimals in another.
 */
final class NumberReadings {
    private static final String GROUPS = "\\d{1,3}(?:[.,'\\u00A0 ]\\d{3})*";

    private NumberReadings() {}

    /** Every value that the digits can stand for, without trailing zeros. */
    static Set<BigDecimal> of(String digits) {
        Set<BigDecimal> readings = new HashSet<>();
        if (digits.matches("\\d+") || digits.matches(GROUPS)) {
            readings.add(value(digits.replaceAll("\\D", "")));
        }
        int decimal = Math.max(digits.lastIndexOf('.'), digits.lastIndexOf(','));
        if (decimal > 0) {
            String whole = digits.substring(0, decimal);
            if (whole.matches("\\d+") || whole.matches(GROUPS)) {
                readings.add(
                        value(whole.replaceAll("\\D", "") + "." + digits.substring(decimal + 1)));
            }
        }
        return readings;
    }

    private static BigDecimal value(String number) {
        BigDecimal value = new BigDecimal(number);
        return value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    }
}
