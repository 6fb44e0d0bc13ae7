package io.wrapped.state.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class DecimalsTest {
    @Property(tries = 20_000)
    void roundsAsTheExactBinaryValueDoes(@ForAll @DoubleRange(min = -4e8, max = 4e8) double value) {
        assertThat(Decimals.round9(value)).isEqualTo(exactly(value, 9));
    }

    @Property(tries = 20_000)
    void roundsSharesAsTheExactBinaryValueDoes(
            @ForAll @DoubleRange(min = 0, max = 1) double value) {
        assertThat(Decimals.round9(value)).isEqualTo(exactly(value, 9));
        assertThat(Decimals.round12(value)).isEqualTo(exactly(value, 12));
    }

    @Test
    void tiesThatADoubleHoldsExactlyGoToTheEvenDigit() {
        // 2^-10 has ten decimals, the last a 5.
        for (int odd = 1; odd < 2_000; odd += 2) {
            double tie = odd * 0x1p-10;
            assertThat(Decimals.round9(tie)).isEqualTo(exactly(tie, 9));
        }
    }

    private static double exactly(double value, int places) {
        return new BigDecimal(value).setScale(places, RoundingMode.HALF_EVEN).doubleValue();
    }
}
