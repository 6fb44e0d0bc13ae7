package io.wrapped.jobs.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReviewChangesTest {
    private static final Style PLAIN = new Style(80, false);

    private static final String BEFORE =
            Documents.document(
                    100,
                    "\"Nanã\"",
                    12,
                    Documents.day("2025-03-01", 1, true, Documents.complete("a")),
                    Documents.day("2025-07-12", 1, true, Documents.complete("b")));

    @Test
    void nothingChangedIsNoLine() {
        ReviewChanges changes = ReviewChanges.between(BEFORE, BEFORE);

        assertThat(changes.none()).isTrue();
        assertThat(changes.storiesKept()).isEqualTo(2);
        assertThat(changes.storiesAnew()).isZero();
    }

    @Test
    void figuresStandBesideTheEarlierOnes() {
        String after = Documents.document(90, "\"Nanã\"", 2);

        assertThat(ReviewChanges.between(BEFORE, after).render(PLAIN))
                .containsPattern("streams +100 → 90")
                .containsPattern("top songs +Nanã 12 → 2")
                .contains("no longer among the five");
    }

    @Test
    void storiesAreToldApartByTheirFingerprints() {
        String after =
                Documents.document(
                        100,
                        "\"Nanã\"",
                        12,
                        Documents.day("2025-03-01", 1, true, Documents.complete("a")),
                        Documents.day("2025-07-12", 1, true, Documents.complete("c")),
                        Documents.day("2025-08-01", 2, false, Documents.status("failed")));
        ReviewChanges changes = ReviewChanges.between(BEFORE, after);

        assertThat(changes.none()).isFalse();
        assertThat(changes.storiesKept()).isEqualTo(1);
        assertThat(changes.storiesAnew()).isEqualTo(1);
        assertThat(changes.render(PLAIN))
                .contains("as before, story kept", "story written anew", "new: ");
    }
}
