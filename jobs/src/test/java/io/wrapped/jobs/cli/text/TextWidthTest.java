package io.wrapped.jobs.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextWidthTest {
    @Test
    void eastAsianCharactersAndEmojiTakeTwoColumns() {
        assertThat(TextWidth.of("夜曲")).isEqualTo(4);
        assertThat(TextWidth.of("🎧 on")).isEqualTo(5);
        assertThat(TextWidth.of("한국어")).isEqualTo(6);
    }

    @Test
    void combinedCharactersTakeWhatIsSeen() {
        assertThat(TextWidth.of("e\u0301")).isEqualTo(1);
        assertThat(TextWidth.of("👩‍🎤")).isEqualTo(2);
        assertThat(TextWidth.of("❤\uFE0F")).isEqualTo(2);
    }

    @Test
    void aLongNameIsCutToExactlyItsColumns() {
        assertThat(TextWidth.fit("夜曲夜曲", 6)).isEqualTo("夜曲… ");
        assertThat(TextWidth.fit("short", 8)).isEqualTo("short   ");
    }

    @Test
    void linesBreakAtSpacesOrInWordsThatAreTooLong() {
        assertThat(TextWidth.wrap("one two three", 7)).containsExactly("one two", "three");
        assertThat(TextWidth.wrap("夜曲夜曲夜", 4)).containsExactly("夜曲", "夜曲", "夜");
    }

    @Test
    void itemsStayWholeWhereTheyFit() {
        assertThat(TextWidth.wrapItems(List.of("9 songs", "2 shows", "1 day"), 18))
                .containsExactly("9 songs · 2 shows", "1 day");
    }

    @Test
    void whatATerminalWouldActOnIsTakenOut() {
        assertThat(TextWidth.printable("a\u001b[31mb\u202Ec\n")).isEqualTo("a [31mb c");
    }
}
