package io.wrapped.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {
    private static final Map<String, String> ON_A_TERMINAL =
            Map.of(
                    "wrapped.terminal.output", "true",
                    "wrapped.terminal.errors", "true",
                    "wrapped.terminal.columns", "132");

    @Test
    void aTerminalHasColoursAndItsOwnWidth() {
        Terminal terminal = Terminal.of(ON_A_TERMINAL::get, name -> null);

        assertThat(terminal).isEqualTo(new Terminal(true, true, 132, true));
    }

    @Test
    void noColourIsHonoured() {
        assertThat(Terminal.of(ON_A_TERMINAL::get, Map.of("NO_COLOR", "1")::get).colour())
                .isFalse();
        assertThat(Terminal.of(ON_A_TERMINAL::get, Map.of("NO_COLOR", "")::get).colour()).isTrue();
    }

    @Test
    void aFileIsPlainAndEightyWide() {
        assertThat(Terminal.of(name -> null, name -> null))
                .isEqualTo(new Terminal(false, false, 80, false));
    }
}
