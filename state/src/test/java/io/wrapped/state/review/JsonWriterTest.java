package io.wrapped.state.review;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.math.RoundingMode;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class JsonWriterTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final JsonWriter json = new JsonWriter();

    @Test
    void objectsAndArraysHaveTheirCommas() {
        json.beginObject().beginArray("a").element("x").element(null).beginObject().endObject();
        json.endArray().beginObject("o").endObject().field("b", true).field("n", -1).endObject();

        assertThat(json).hasToString("{\"a\":[\"x\",null,{}],\"o\":{},\"b\":true,\"n\":-1}");
    }

    @Test
    void decimalsAreSpelledPlainly() {
        assertThat(spelled(2_100_000.0)).isEqualTo("2100000");
        assertThat(spelled(0.000001)).isEqualTo("0.000001");
        assertThat(spelled(792174.109246736)).isEqualTo("792174.109246736");
        assertThat(spelled(-1.5)).isEqualTo("-1.5");
        assertThat(spelled(0.9999999996)).isEqualTo("1");
        assertThat(spelled(0)).isEqualTo("0");
    }

    @Property(tries = 20_000)
    void decimalsAreRoundedAsTheExactBinaryValueIs(
            @ForAll @DoubleRange(min = -1e12, max = 1e12) double value) {
        assertThat(spelled(value)).isEqualTo(exactly(value));
        assertThat(spelled(value / 1e12)).isEqualTo(exactly(value / 1e12));
    }

    @Property(tries = 5_000)
    void wholeNumbersAreSpelledPlainly(@ForAll long value) {
        assertThat(json.clear().beginObject().field("n", value).endObject())
                .hasToString("{\"n\":" + value + "}");
    }

    @Property(tries = 5_000)
    void stringsAreEscapedWhereTheyMustBe(@ForAll("texts") String text) throws Exception {
        String expected = MAPPER.writeValueAsString(text);

        json.clear().beginObject().field("s", text).endObject();

        assertThat(json).hasToString("{\"s\":" + expected + "}");
    }

    @Test
    void halfASurrogatePairIsAQuestionMark() {
        json.beginObject().field("s", "a\ud83d").field("t", "\ude00b").endObject();

        assertThat(json).hasToString("{\"s\":\"a?\",\"t\":\"?b\"}");
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withCharRange('\0', '~')
                .withChars("\"\\\u0080\u00e4\u07ff\u0800\u2028\uffff")
                .ofMaxLength(40)
                .flatMap(text -> Arbitraries.of(text, text + "\ud83d\ude00" + text));
    }

    private String spelled(double value) {
        String written = json.clear().beginObject().decimal("d", value).endObject().toString();
        return written.substring("{\"d\":".length(), written.length() - 1);
    }

    private static String exactly(double value) {
        BigDecimal rounded = new BigDecimal(value).setScale(9, RoundingMode.HALF_EVEN);
        BigDecimal stripped = rounded.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0).toString() : stripped.toPlainString();
    }
}
