package io.wrapped.jobs.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReviewTextTest {
    private static final Style PLAIN = new Style(80, false);

    private static String page(String report) {
        return render(Documents.day("2025-07-12", 1, true, report));
    }

    private static String render(String... days) {
        return ReviewText.of(Documents.document(1200, "\"Nanã\"", 12, days)).render(PLAIN);
    }

    @Test
    void aStoryNamesTheModelThatWroteIt() {
        assertThat(page(Documents.complete("f")))
                .contains("Saturday, 12 July", "One Saturday", "Music all day long.")
                .contains("written by wrapped-offline-writer, which stands in for a model");
    }

    @Test
    void aRealModelIsNamedAsItIs() {
        String report = Documents.complete("f").replace("wrapped-offline-writer", "large-one");

        assertThat(page(report)).contains("written by large-one\n");
    }

    @Test
    void aStoryThatIsNotThereIsSaidPlainly() {
        assertThat(page(Documents.status("pending"))).contains("not written yet");
        assertThat(page(Documents.status("stale"))).contains("figures that changed since");
        assertThat(page(Documents.status("failed"))).contains("No story could be written");
    }

    @Test
    void onlyTheGreatestOfTheFirstRankIsCalledTheBiggest() {
        String story = Documents.status("pending");

        assertThat(page(story))
                .contains("The biggest music day — 2 h 3 min of music, usually 10 min");
        assertThat(render(Documents.day("2025-07-12", 2, false, story)))
                .contains("A big music day")
                .doesNotContain("biggest");
    }

    @Test
    void idsAreShownOnlyWithoutAName() {
        assertThat(render()).contains("Nanã").doesNotContain("spotify:track:1");
        assertThat(ReviewText.of(Documents.document(1, "null", 1)).render(PLAIN))
                .contains("spotify:track:1");
    }

    @Test
    void noLineIsWiderThanTheTerminal() {
        String longName = "\"" + "終わらない歌 🎧 ".repeat(20) + "\"";
        String document =
                Documents.document(
                        1,
                        longName,
                        1,
                        Documents.day("2025-07-12", 1, true, Documents.complete("f")));

        for (int width : new int[] {40, 80, 200}) {
            Style style = new Style(width, false);
            assertThat(ReviewText.of(document).withWords("word ".repeat(40)).render(style).lines())
                    .allMatch(line -> TextWidth.of(line) <= Math.min(width, 88));
        }
    }

    @Test
    void escapesStandInItOnlyWithColour() {
        String document = Documents.document(1, "\"Nanã\"", 1);

        assertThat(ReviewText.of(document).render(PLAIN)).doesNotContain("\u001b");
        assertThat(ReviewText.of(document).render(new Style(80, true))).contains("\u001b[");
    }

    @Test
    void aYearWithoutPlaysIsOneSentence() {
        String document = Documents.document(0, "\"Nanã\"", 1);

        assertThat(ReviewText.of(document).render(PLAIN))
                .contains("Nothing was heard in this year.")
                .doesNotContain("Remarkable days");
    }
}
