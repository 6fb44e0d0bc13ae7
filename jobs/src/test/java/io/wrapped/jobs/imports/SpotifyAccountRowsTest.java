package io.wrapped.jobs.imports;

import static io.wrapped.jobs.imports.HistoryFormat.SPOTIFY_ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import io.wrapped.state.contract.Kind;
import io.wrapped.state.contract.Play;
import io.wrapped.state.contract.Source;
import org.junit.jupiter.api.Test;

class SpotifyAccountRowsTest {

    @Test
    void chapterOfAnAudiobookIsKnownByItsNames() {
        Play play =
                Imports.plays(
                                SPOTIFY_ACCOUNT,
                                """
                                [{"endTime": "2025-03-01 10:02", "authorName": "W",
                                  "audiobookName": "Book", "chapterName": "One",
                                  "msPlayed": 30000}]
                                """)
                        .get(0);
        assertThat(play.kind()).isEqualTo(Kind.AUDIOBOOK);
        assertThat(play.contentUri()).isEqualTo("name:book\u001fone");
        assertThat(play.source()).isEqualTo(new Source("One", null, "Book", null));
    }

    @Test
    void emptyHistoryIsAHistory() {
        assertThat(Imports.readText(SPOTIFY_ACCOUNT, "[]")).isEmpty();
    }

    @Test
    void dayThatDoesNotExistIsABadRow() {
        String row =
                """
                [{"endTime": "2025-02-30 10:00", "artistName": "A", "trackName": "T",
                  "msPlayed": 30000}]
                """;
        assertThat(Imports.refusals(Imports.readText(SPOTIFY_ACCOUNT, row)))
                .extracting(ImportedRow.Refused::reason)
                .containsExactly("unreadable time");
    }
}
