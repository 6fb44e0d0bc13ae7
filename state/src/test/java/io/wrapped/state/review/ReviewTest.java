package io.wrapped.state.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.wrapped.state.contract.CatalogueItem;
import io.wrapped.state.contract.Exclusion.Target;
import io.wrapped.state.contract.Kind;
import io.wrapped.state.contract.Named;
import io.wrapped.state.contract.Source;
import io.wrapped.state.review.Review.TopEntry;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReviewTest {
    private static final LocalDate DATE = LocalDate.of(2025, 6, 7);

    @Test
    void aDocumentIsReadBackAsItIs() {
        Year year = Year.eligible().song("s\"1\\", "Ärtist\u2028😀", 1999, "pop");
        for (int i = 0; i < 30; i++) {
            year.stream("s\"1\\", DATE.plusDays(i % 3), 100 + i);
        }
        ReviewDocument document = year.document();

        Review read = document.read();

        assertThat(read.userId()).isEqualTo("u1");
        assertThat(read.top().songs().get(0).id()).isEqualTo("s\"1\\");
        assertThat(read.top().songs().get(0).artist()).isEqualTo("Ärtist\u2028😀");
        assertThat(read.totals().streams()).isGreaterThanOrEqualTo(30);
        assertThat(read.remarkableDays()).isNotEmpty();
        for (int day = 0; day < document.days(); day++) {
            Review.RemarkableDay told = read.remarkableDays().get(day);
            assertThat(document.epochDay(day)).isEqualTo(told.epochDay());
            assertThat(document.kind(day)).isEqualTo(told.kind());
            assertThat(document.factsJson(day)).isEqualTo(told.factsJson());
        }
    }

    @Test
    void aDocumentThatIsNoneIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> ReviewJson.read("{\"user_id\": 1}".getBytes(StandardCharsets.UTF_8)))
                .withMessageContaining("not a review document: {\"user_id\": 1}");
    }

    @Test
    void aYearWithoutStreamsIsADocumentOfZeros() {
        assertThat(new String(new Year().document().bytes(), StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"user_id\":\"u1\",\"year\":2025,\"through\":\"2025-12-31\","
                                + "\"eligible\":false,\"totals\":{\"streams\":0,\"music_ms\":0,"
                                + "\"podcast_ms\":0,\"audiobook_ms\":0,\"songs\":0,\"artists\":0,"
                                + "\"shows\":0,\"active_days\":0},\"top\":{\"songs\":[],"
                                + "\"artists\":[],\"genres\":[],\"shows\":[]},"
                                + "\"remarkable_days\":[]}");
    }

    @Test
    void anArtistWithAnEmptyIdGoesByItsName() {
        Year year = new Year();
        year.item(music("s1", List.of(new Named("", "The  Band"), new Named("", " "))));
        year.stream("s1", DATE, 60);

        assertThat(year.review().top().artists())
                .containsExactly(new TopEntry("name:the band", "The  Band", 1, 60_000));
        assertThat(year.review().totals().artists()).isEqualTo(1);
    }

    @Test
    void anArtistCreditedTwiceCountsOnceUnderTheLesserName() {
        Year year = new Year();
        year.item(music("s1", List.of(new Named("a1", "b"), new Named("a1", "B"))));
        year.stream("s1", DATE, 60);

        assertThat(year.review().top().artists())
                .containsExactly(new TopEntry("a1", "B", 1, 60_000));
        assertThat(year.review().totals().artists()).isEqualTo(1);
    }

    @Test
    void namesOfExcludedStreamsAreNotShown() {
        Source lesser = new Source("Title", "A band", null, null);
        Source greater = new Source("Title", "a  band", null, null);
        Year year = new Year();
        year.stream(Kind.MUSIC, "s1", DATE, 60, lesser);
        year.stream(Kind.MUSIC, "s2", DATE, 60, greater);

        assertThat(year.review().top().artists().get(0).name()).isEqualTo("A band");
        assertThat(year.exclude(Target.TRACK, "s1").review().top().artists().get(0).name())
                .isEqualTo("a  band");
    }

    @Test
    void dayFactsTellOneDate() {
        Year year = Year.eligible().song("s1", "A1", "pop").stream("s1", DATE, 60);
        Source source = new Source("Episode", null, null, "A Show");
        year.stream(Kind.PODCAST, "e1", DATE, 120, source).stream(
                Kind.AUDIOBOOK, "b1", DATE, 180, null);

        assertThat(year.dayFacts(DATE))
                .isEqualTo(
                        "{\"date\":\"2025-06-07\",\"streams\":3,\"music_ms\":60000,"
                                + "\"podcast_ms\":120000,\"audiobook_ms\":180000,\"top\":{"
                                + "\"songs\":[{\"id\":\"s1\",\"name\":\"Title of s1\","
                                + "\"artist\":\"A1\",\"streams\":1,\"ms\":60000}],"
                                + "\"artists\":[{\"id\":\"A1\",\"name\":\"A1\",\"streams\":1,"
                                + "\"ms\":60000}],"
                                + "\"genres\":[{\"id\":\"pop\",\"streams\":1,\"ms\":60000}],"
                                + "\"shows\":[{\"id\":\"name:a show\",\"name\":\"A Show\","
                                + "\"streams\":1,\"ms\":120000}]}}");
    }

    @Test
    void aDateWithoutAStreamLeftHasNoDayFacts() {
        Year year = new Year().song("s1", "A1").stream("s1", DATE, 60);

        assertThat(year.dayFacts(DATE.plusDays(1))).isNull();
        assertThat(year.exclude(Target.ARTIST, "A1").dayFacts(DATE)).isNull();
    }

    private static CatalogueItem music(String uri, List<Named> artists) {
        return new CatalogueItem(
                uri, uri, Kind.MUSIC, artists, null, null, List.of(), null, null, null, null, null);
    }
}
