package io.wrapped.state.review;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wrapped.state.contract.Kind;
import io.wrapped.state.contract.Source;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class FactsTest {
    private static final LocalDate DATE = LocalDate.of(2025, 6, 7);

    @Test
    void everyDayTellsItsDateKindMinutesAndTopLists() throws Exception {
        Year year = Year.eligible().song("s1", "A1", "pop", "rock").stream("s1", DATE, 1830);

        assertThat(facts(year, RemarkableKind.BIGGEST_MUSIC_DAY).toString())
                .isEqualTo(
                        "{\"kind\":\"BIGGEST_MUSIC_DAY\",\"date\":\"2025-06-07\",\"value\":1830000,"
                            + "\"rank\":1,\"highest\":true,\"usual\":1365000,\"value_minutes\":31,"
                            + "\"usual_minutes\":23,\"streams\":1,\"music_ms\":1830000,"
                            + "\"podcast_ms\":0,\"audiobook_ms\":0,\"minutes\":31,"
                            + "\"music_minutes\":31,\"podcast_minutes\":0,\"audiobook_minutes\":0,"
                            + "\"music_streams\":1,\"songs\":1,\"artists\":1,\"top_songs\":[{\"name\":\"Title"
                            + " of s1\",\"artist\":\"A1\","
                            + "\"streams\":1,\"ms\":1830000,\"minutes\":31}],"
                            + "\"top_artists\":[{\"name\":\"A1\",\"streams\":1,\"ms\":1830000,"
                            + "\"minutes\":31}],\"top_genres\":[{\"name\":\"pop\",\"streams\":1,"
                            + "\"ms\":1830000,\"minutes\":31},{\"name\":\"rock\",\"streams\":1,"
                            + "\"ms\":1830000,\"minutes\":31}],\"top_shows\":[]}");
    }

    @Test
    void theTopArtistsDayNamesTheArtistWithTheYearsFigures() throws Exception {
        Year year = Year.eligible().song("s1", "A1");
        for (int i = 0; i < 10; i++) {
            year.stream("s1", DATE, 95).stream("s1", DATE.plusDays(1), 31);
        }
        year.song("s2", "A2").stream("s2", DATE.plusDays(1), 2000);

        JsonNode artist = facts(year, RemarkableKind.TOP_ARTIST_DAY).get("artist");

        assertThat(artist.toString())
                .isEqualTo(
                        "{\"name\":\"A1\",\"streams\":10,\"ms\":950000,\"minutes\":16,"
                                + "\"year_streams\":20,\"year_ms\":1260000,\"year_minutes\":21}");
    }

    @Test
    void theGenresDaySaysItsShareOfTheMusic() throws Exception {
        Year year = Year.eligible().song("s1", "A1", "pop").song("s2", "A1", "rock");
        year.stream("s1", DATE, 2000).stream("s2", DATE, 1000);
        year.song("s3", "A1").stream("s3", DATE.plusDays(1), 5000);

        assertThat(facts(year, RemarkableKind.TOP_GENRE_DAY).get("genre").toString())
                .isEqualTo(
                        "{\"name\":\"pop\",\"streams\":1,\"ms\":2000000,\"minutes\":33,"
                                + "\"percent\":67}");
    }

    @Test
    void aDiscoveryDayNamesNewArtistsOnly() throws Exception {
        Year year = Year.eligible();
        year.stream("f0", DATE, 300);
        for (int i = 0; i < 6; i++) {
            year.song("n" + i, "New " + i).stream("n" + i, DATE, 60 + i);
        }

        assertThat(facts(year, RemarkableKind.DISCOVERY_DAY).get("new_artists").toString())
                .isEqualTo("[\"New 5\",\"New 4\",\"New 3\",\"New 2\",\"New 1\"]");
    }

    @Test
    void aNostalgicDaySaysWhatIsOldAndHowMuchIsUsual() throws Exception {
        Year year = Year.eligible().song("old", "A1", 1987).song("new", "A1", 2020);
        year.stream("old", DATE, 2400).stream("new", DATE.plusDays(1), 7200);

        JsonNode facts = facts(year, RemarkableKind.MOST_NOSTALGIC_DAY);

        assertThat(facts.get("old_until_year").intValue()).isEqualTo(2015);
        assertThat(facts.get("old_percent").intValue()).isEqualTo(100);
        assertThat(facts.get("usual_old_percent").intValue()).isEqualTo(25);
        assertThat(facts.get("old_minutes").intValue()).isEqualTo(40);
        assertThat(facts.get("old_songs").toString())
                .isEqualTo("[{\"name\":\"Title of old\",\"artist\":\"A1\",\"release_year\":1987}]");
    }

    @Test
    void anUnusualDaySaysWhatIsUsual() throws Exception {
        Year year = Year.eligible().song("pop", "A1", "pop").song("folk", "A2", "folk");
        for (int day = 0; day < 20; day++) {
            year.stream("pop", DATE.plusDays(day), 600);
        }
        year.stream("folk", DATE.minusDays(1), 2000);
        year.song("long", "A3").stream("long", DATE.minusDays(2), 9000);
        year.stream("pop", DATE.plusDays(5), 4000);

        JsonNode facts = facts(year, RemarkableKind.MOST_UNUSUAL_DAY);

        assertThat(facts.get("usual_genres").toString()).isEqualTo("[\"pop\",\"folk\"]");
        assertThat(facts.at("/top_genres/0/name").textValue()).isEqualTo("folk");
        assertThat(facts.has("value_minutes")).isFalse();
    }

    @Test
    void aDayOnRepeatNamesTheSong() throws Exception {
        Year year = Year.eligible().song("s1", "A1");
        for (int i = 0; i < 21; i++) {
            year.stream("s1", DATE, 31);
        }

        assertThat(facts(year, RemarkableKind.ON_REPEAT_DAY).get("song").toString())
                .isEqualTo(
                        "{\"name\":\"Title of s1\",\"artist\":\"A1\",\"streams\":21,"
                                + "\"ms\":651000,\"minutes\":11}");
    }

    @Test
    void theTopPodcastsDayNamesTheShow() throws Exception {
        Year year = Year.eligible();
        Source source = new Source("Episode", null, null, "A Show");
        year.stream(Kind.PODCAST, "e1", DATE, 1000, source);

        assertThat(facts(year, RemarkableKind.TOP_PODCAST_DAY).get("show").toString())
                .isEqualTo(
                        "{\"name\":\"A Show\",\"streams\":1,\"ms\":1000000,\"minutes\":17,"
                                + "\"year_streams\":1,\"year_ms\":1000000,\"year_minutes\":17}");
    }

    @Test
    void whatHasNoNameIsNotInTheLists() throws Exception {
        Year year = Year.eligible().stream("mystery", DATE, 1900);

        JsonNode facts = facts(year, RemarkableKind.BIGGEST_MUSIC_DAY);

        assertThat(facts.get("top_songs")).isEmpty();
        assertThat(facts.get("songs").intValue()).isEqualTo(1);
    }

    private static JsonNode facts(Year year, RemarkableKind kind) throws Exception {
        for (Review.RemarkableDay day : year.review().remarkableDays()) {
            if (day.kind() == kind) {
                return CanonicalJson.read(day.factsJson());
            }
        }
        throw new AssertionError("no " + kind + " in " + year.review().remarkableDays());
    }
}
