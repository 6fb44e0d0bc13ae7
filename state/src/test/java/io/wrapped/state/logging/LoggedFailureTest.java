package io.wrapped.state.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

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

    @Test
    void aFailureThatCausesItselfEnds() {
        IOException first = new IOException("first");
        IOException second = new IOException("second", first);
        first.initCause(second);

        assertThat(LoggedFailure.of(first, List.of()))
                .hasRootCauseMessage("java.io.IOException: second");
    }
}
