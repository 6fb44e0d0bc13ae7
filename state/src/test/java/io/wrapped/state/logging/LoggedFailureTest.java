package io.wrapped.state.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoggedFailureTest {
    private static String printed(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    @Test
    void aUserHasOneNameForAllTime() {
        assertThat(LoggedUser.of("ann")).isEqualTo("#ef65df2655554f74");
        assertThat(LoggedUser.of("eve")).isNotEqualTo(LoggedUser.of("ann"));
    }

    @Test
    void idsAreHiddenInMessagesAndCauses() {
        IOException failure =
                new IOException(
                        "row '\\x00\\x01ann' of wrapped",
                        new IllegalStateException("busy with ann-2"));

        String text = printed(LoggedFailure.of(failure, List.of("ann", "ann-2")));

        assertThat(text)
                .startsWith("java.io.IOException: row '\\x00\\x01" + LoggedUser.of("ann") + "' of")
                .contains("Caused by: java.lang.IllegalStateException: busy with ")
                .contains(LoggedUser.of("ann-2"))
                .contains("at io.wrapped.state.logging.LoggedFailureTest.idsAreHidden")
                .doesNotContain("ann'", "ann-2", "LoggedFailure:");
    }

    @Test
    void idsAreHiddenAsHBasePrintsRows() {
        IOException failure = new IOException("row '\\x00\\x01zo\\xC3\\xAB\\x5C1'");

        assertThat(LoggedFailure.of(failure, List.of("zoë\\1")))
                .hasToString(
                        "java.io.IOException: row '\\x00\\x01" + LoggedUser.of("zoë\\1") + "'");
    }

    /** Of which many are short: as a number, or a letter that stands in every name. */
    @Test
    void anIdIsNotLookedForInTheNameOfAnother() {
        assertThat(LoggedFailure.of(new IOException("ann, then f"), List.of("ann", "f", "")))
                .hasToString(
                        "java.io.IOException: %s, then %s"
                                .formatted(LoggedUser.of("ann"), LoggedUser.of("f")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "wrapped,\\x00\\x05listener-4711,1764200000000.%s.",
                "wrapped,\\x00\\x05listener, the 4711th,1764200000000.%s.",
                "music:wrapped,\\x00\\x05listener-4711,1764200000000_0001.%s.",
                "wrapped,  listener-4711,1764200000000.%s.",
                "wrapped,,1764200000000.%s.",
                "wrapped,\\x00\\x05listener,1.00000000000000000000000000000000.4711,1764200000000.%s."
            })
    void aRegionIsToldWithoutTheRowItBeginsAt(String region) {
        String encoded = "0123456789abcdef0123456789abcdef";

        String text =
                LoggedFailure.of(
                                new IOException(
                                        "Failed after attempts=2, exceptions:\n"
                                                + region.formatted(encoded)
                                                + " is not online on 127.0.0.1,16020,1764"),
                                List.of("ann"))
                        .toString();

        assertThat(text)
                .startsWith("java.io.IOException: Failed after attempts=2, exceptions:\n")
                .endsWith(encoded + " is not online on 127.0.0.1,16020,1764")
                .doesNotContain("listener", "4711");
    }

    @Test
    void whatStandsBeforeARegionIsKept() {
        assertThat(
                        LoggedFailure.of(
                                new IOException(
                                        "2026-11-27T07:00:00Z, NotServingRegionException: wrapped,"
                                            + "\\x00\\x05eve,17.0123456789abcdef0123456789abcdef."
                                            + " of a, b"),
                                List.of()))
                .hasToString(
                        "java.io.IOException: 2026-11-27T07:00:00Z, NotServingRegionException:"
                                + " 0123456789abcdef0123456789abcdef of a, b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "on HRegion x, startKey='\\x00\\x05eve', getEndKey()='\\x00\\x05mal', row='ann'",
                "{ENCODED => 0, STARTKEY => '\\x00\\x05eve', ENDKEY => 'mal'}"
            })
    void theBoundsOfARegionAreNotTold(String text) {
        assertThat(LoggedFailure.of(new IOException(text), List.of()).toString())
                .contains("'…'")
                .doesNotContain("eve", "mal", "ann");
    }

    @Test
    void aFailureThatCausesItselfEnds() {
        IOException first = new IOException("first");
        IOException second = new IOException("second", first);
        first.initCause(second);

        assertThat(LoggedFailure.of(first, List.of()))
                .hasRootCauseMessage("java.io.IOException: second");
    }
}
