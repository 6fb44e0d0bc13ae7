package io.wrapped.local.writer;

import static org.assertj.core.api.Assertions.assertThat;

import io.wrapped.local.listeners.PlainYear;
import io.wrapped.local.listeners.SyntheticYear;
import io.wrapped.local.writer.OfflineAuthor.Tale;
import io.wrapped.operators.story.FactSheet;
import io.wrapped.operators.story.Message;
import io.wrapped.operators.story.Prompt;
import io.wrapped.operators.story.StoryAnswer;
import io.wrapped.operators.story.StoryCheck;
import io.wrapped.state.review.RemarkableKind;
import io.wrapped.state.review.Review;
import io.wrapped.state.review.Review.RemarkableDay;
import io.wrapped.state.story.Story;
import io.wrapped.state.story.Story.Status;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The stories of the offline writer against the check that every story must pass. */
class OfflineAuthorTest {
    private static final String FACTS =
            """
            {"artist":{"minutes":64,"ms":3840000,"name":"1975","streams":17,"year_minutes":900,\
            "year_ms":54000000,"year_streams":240},"artists":9,"audiobook_ms":0,"date":"%2$s",\
            "genre":{"minutes":61,"ms":3660000,"name":"dream pop","percent":51,"streams":16},\
            "highest":%3$s,"kind":"%1$s","minutes":152,"music_minutes":120,"music_ms":7200000,\
            "music_streams":40,"new_artists":["Eleven","deadmau5","Ólafur \\"the\\" Vale"],\
            "old_minutes":30,"old_ms":1800000,"old_percent":62,"old_songs":[{"artist":"A May",\
            "name":"June","release_year":1984}],"old_until_year":2015,"podcast_ms":1920000,\
            "rank":%4$d,"show":{"minutes":32,"ms":1920000,"name":"Two Owls","streams":2,\
            "year_minutes":300,"year_ms":18000000,"year_streams":12},"song":{"artist":null,\
            "name":"22","minutes":50,"ms":3000000,"streams":26},"songs":31,"streams":42,\
            "top_artists":[{"minutes":64,"ms":3840000,"name":"1975","streams":17},{"minutes":10,\
            "ms":600000,"name":"The Who's \\u201cWho\\u201d","streams":1}],"top_genres":[{\
            "minutes":61,"ms":3660000,"name":"dream pop","streams":16},{"minutes":9,"ms":540000,\
            "name":"MPB","streams":1}],"top_shows":[{"minutes":32,"ms":1920000,"name":"Two Owls",\
            "streams":2}],"top_songs":[{"artist":"1975","minutes":50,"ms":3000000,"name":"22",\
            "streams":26}],"usual":%5$s,"usual_genres":["k-pop","MPB"],"usual_old_percent":7,\
            "value":%6$s}\
            """;

    private static FactSheet facts(RemarkableKind kind, int dayOfYear, boolean highest) {
        LocalDate date = LocalDate.ofYearDay(2025, dayOfYear);
        boolean isDuration = kind.unit() == RemarkableKind.Unit.MILLISECONDS;
        boolean isDistance = kind.unit() == RemarkableKind.Unit.DISTANCE;
        String json =
                FACTS.formatted(
                        kind,
                        date,
                        highest,
                        highest ? 1 : 2,
                        isDuration ? "2460000" : isDistance ? "0.511921681" : "2.5",
                        isDuration ? "7200000" : isDistance ? "0.603745517" : "25");
        return FactSheet.of(json, kind.name(), (int) date.toEpochDay());
    }

    private static Tale write(FactSheet facts, List<Story> earlier) {
        return OfflineAuthor.write(
                PromptBlocks.of(
                        Prompt.ask(facts, "en", earlier).stream()
                                .map(Message::content)
                                .collect(Collectors.joining("\n"))));
    }

    private static Story story(Tale tale) {
        return new Story(
                Status.COMPLETE, tale.title(), tale.text(), "en", "m", "1", "fingerprint", null);
    }

    @ParameterizedTest
    @EnumSource
    void everyStoryOfEveryKindPassesTheCheck(RemarkableKind kind) {
        for (int day = 1; day <= 365; day++) {
            FactSheet facts = facts(kind, day, day % 2 == 0);

            Tale tale = write(facts, List.of());

            assertThat(StoryCheck.offences(new StoryAnswer(tale.title(), tale.text()), facts, "en"))
                    .as(tale.toString())
                    .isEmpty();
        }
    }

    @Test
    void everyStoryOfTheSyntheticYearPassesTheCheckAndOpensInItsOwnWay() {
        for (Review review : new PlainYear(SyntheticYear.of(2025)).reviews().values()) {
            List<Story> told = new ArrayList<>();
            for (RemarkableDay day : review.remarkableDays()) {
                FactSheet facts = FactSheet.of(day.factsJson(), day.kind().name(), day.epochDay());

                Tale tale = write(facts, told);

                assertThat(
                                StoryCheck.offences(
                                        new StoryAnswer(tale.title(), tale.text()), facts, "en"))
                        .as(tale + " " + day.factsJson())
                        .isEmpty();
                told.add(story(tale));
            }
            assertThat(told).extracting(Story::title).doesNotHaveDuplicates();
            assertThat(told)
                    .extracting(story -> story.text().substring(0, 20))
                    .doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @EnumSource
    void factsWithoutNamesStillMakeAStory(RemarkableKind kind) {
        FactSheet facts =
                FactSheet.of(
                        "{\"value\":1,\"rank\":1,\"highest\":true,\"streams\":1}",
                        kind.name(),
                        20_000);

        Tale tale = write(facts, List.of());

        assertThat(StoryCheck.offences(new StoryAnswer(tale.title(), tale.text()), facts, "en"))
                .as(tale.toString())
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void fiveStoriesOfAYearDoNotRepeatOneAnother(RemarkableKind kind) {
        List<Story> told = new ArrayList<>();
        for (int day = 100; day < 104; day++) {
            told.add(story(write(facts(kind, day, false), told)));
        }

        assertThat(told).extracting(story -> story.text().substring(0, 12)).doesNotHaveDuplicates();
    }

    @Test
    void theSameFactsGiveTheSameStoryAndNeighboursDiffer() {
        RemarkableKind kind = RemarkableKind.DISCOVERY_DAY;

        assertThat(write(facts(kind, 7, true), List.of()))
                .isEqualTo(write(facts(kind, 7, true), List.of()));
        assertThat(
                        List.of(7, 8, 9, 10, 11).stream()
                                .map(day -> write(facts(kind, day, true), List.of()).title())
                                .distinct())
                .hasSizeGreaterThan(1);
    }

    @Test
    void onlyTheGreatestDayIsCalledThat() {
        for (int day = 1; day <= 40; day++) {
            assertThat(write(facts(RemarkableKind.BIGGEST_MUSIC_DAY, day, false), List.of()).text())
                    .doesNotContain("biggest")
                    .doesNotContain("No day");
        }
    }
}
