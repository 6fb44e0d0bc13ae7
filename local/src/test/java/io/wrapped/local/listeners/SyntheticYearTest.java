package io.wrapped.local.listeners;

import static org.assertj.core.api.Assertions.assertThat;

import io.wrapped.state.contract.CatalogueItem;
import io.wrapped.state.contract.JsonRecords;
import io.wrapped.state.contract.Outcome.Result;
import io.wrapped.state.contract.Play;
import io.wrapped.state.contract.RefusedException;
import io.wrapped.state.review.Review;
import io.wrapped.state.review.Review.RemarkableDay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyntheticYearTest {
    private static final int YEAR = 2025;
    private static final long AFTERWARDS = 1_780_000_000_000L;
    private static final SyntheticYear SYNTHETIC = SyntheticYear.of(YEAR);
    private static final Map<String, CatalogueItem> CATALOGUE =
            SYNTHETIC.catalogue().stream()
                    .collect(Collectors.toMap(CatalogueItem::contentUri, item -> item));

    private final PlainYear year = new PlainYear(SYNTHETIC);

    private static List<String> days(Review review) {
        return review.remarkableDays().stream().map(SyntheticYearTest::label).toList();
    }

    private static String label(RemarkableDay day) {
        return LocalDate.ofEpochDay(day.epochDay()) + " " + day.kind();
    }

    @ParameterizedTest
    @ValueSource(ints = {2023, 2024, YEAR})
    void everyPlantedDayOfAnEligibleListenerIsChosen(int which) {
        SyntheticYear synthetic = SyntheticYear.of(which);
        Map<String, Review> reviews = new PlainYear(synthetic).reviews();

        for (Planted planted : synthetic.planted()) {
            Review review = reviews.get(planted.userId());
            if (review.eligible()) {
                assertThat(days(review))
                        .as(planted.userId() + ": " + planted.words())
                        .contains(planted.date() + " " + planted.kind());
            }
        }
    }

    @Test
    void elevenListenersHaveAYearInReviewAndOneDoesNot() {
        Map<String, Review> reviews = year.reviews();

        assertThat(reviews).hasSize(12);
        assertThat(reviews.values().stream().filter(review -> !review.eligible()))
                .extracting(Review::userId)
                .containsExactly("olive");
        reviews.remove("olive");
        assertThat(reviews.values())
                .extracting(SyntheticYearTest::days)
                .allSatisfy(days -> assertThat(days).hasSizeBetween(4, 5));
    }

    @Test
    void allTwelveKindsOfDayAreTold() {
        assertThat(
                        year.reviews().values().stream()
                                .flatMap(review -> review.remarkableDays().stream())
                                .map(RemarkableDay::kind)
                                .distinct())
                .hasSize(12);
    }

    @Test
    void copiesPrivateShortAndLatePlaysAreAmongThem() {

        assertThat(year.results())
                .containsOnlyKeys(
                        Result.STREAM, Result.DUPLICATE, Result.PRIVATE, Result.TOO_SHORT);
        long late = 0;
        long latest = 0;
        for (Play play : SYNTHETIC.plays()) {
            late += play.endedAt() < latest - 86_400_000L ? 1 : 0;
            latest = Math.max(latest, play.endedAt());
        }
        assertThat(late).isGreaterThan(100);
    }

    @Test
    void aListenerPlaysAFewHundredTimesAYear() {
        Map<String, Long> plays =
                SYNTHETIC.plays().stream()
                        .collect(Collectors.groupingBy(Play::userId, Collectors.counting()));

        plays.remove("olive");
        assertThat(plays.values()).allSatisfy(count -> assertThat(count).isBetween(400L, 900L));
    }

    @Test
    void withoutTheExclusionALullabyWouldWin() {
        assertThat(year.reviews().get("ewan").top().artists().get(0).name())
                .isNotIn("Sleepy Pebbles", "The Nodding Lambs", "Moonbeam Nursery");
        assertThat(
                        SYNTHETIC.plays().stream()
                                .filter(play -> Cast.BEDTIME.equals(play.contextUri())))
                .hasSizeGreaterThan(200);
    }

    @Test
    void theAfterthoughtsChangeTwoReviewsAndNoOther() {
        Map<String, Review> before = year.reviews();

        SyntheticYear.Afterthoughts afterthoughts = SYNTHETIC.afterthoughts();
        year.apply(afterthoughts.exclusion());
        afterthoughts.latePlays().forEach(year::play);
        Map<String, Review> after = year.reviews();

        Map<String, Review> changed = new HashMap<>(after);
        changed.entrySet().removeIf(entry -> entry.getValue().equals(before.get(entry.getKey())));
        assertThat(changed).containsOnlyKeys("aiko", "noah");
        assertThat(days(after.get("aiko"))).noneMatch(day -> day.startsWith("2025-04-19"));
        assertThat(days(after.get("noah"))).contains("2025-11-26 BIGGEST_MUSIC_DAY");
    }

    @Test
    void theSameYearIsTheSameEveryTimeAndAnotherSeedIsAnotherYear() {
        assertThat(SyntheticYear.of(YEAR)).isEqualTo(SYNTHETIC);
        assertThat(SyntheticYear.of(YEAR, 7).plays()).isNotEqualTo(SYNTHETIC.plays());
        assertThat(SyntheticYear.of(2024).planted()).hasSameSizeAs(SYNTHETIC.planted());
    }

    @Test
    void theFilesHoldTheSpecsRecords(@TempDir Path dir) throws IOException, RefusedException {
        SyntheticYearFiles.write(SYNTHETIC, dir);

        List<String> plays = Files.readAllLines(dir.resolve("plays.jsonl"));
        assertThat(plays).hasSameSizeAs(SYNTHETIC.plays());
        for (int i = 0; i < plays.size(); i++) {
            assertThat(JsonRecords.play(plays.get(i), AFTERWARDS))
                    .isEqualTo(SYNTHETIC.plays().get(i));
        }
        for (String line : Files.readAllLines(dir.resolve("catalogue.jsonl"))) {
            CatalogueItem item = JsonRecords.catalogueItem(line);
            assertThat(item).isEqualTo(CATALOGUE.get(item.contentUri()));
        }
        for (String line : Files.readAllLines(dir.resolve("profiles.jsonl"))) {
            assertThat(SYNTHETIC.profiles()).contains(JsonRecords.profile(line));
        }
        assertThat(JsonRecords.exclusion(Files.readString(dir.resolve("exclusions.jsonl"))))
                .isEqualTo(SYNTHETIC.exclusions().get(0));
        assertThat(Files.readString(dir.resolve("planted.json")))
                .contains(
                        "\"user_id\":\"aiko\",\"date\":\"2025-04-19\",\"kind\":\"ON_REPEAT_DAY\"");
    }
}
