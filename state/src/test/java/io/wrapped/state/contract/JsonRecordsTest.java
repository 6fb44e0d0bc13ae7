package io.wrapped.state.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.LocalDate;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonRecordsTest {
    @Test
    void nullIsTheSameAsAbsentAndUnknownFieldsAreIgnored() throws Exception {
        Play bare = JsonRecords.play(Plays.json(""), Plays.NOW);
        String padded = "\"country\": null, \"source\": null, \"new\": [1]";

        assertThat(JsonRecords.play(Plays.json(padded), Plays.NOW)).isEqualTo(bare);
        assertThat(bare.country()).isNull();
        assertThat(bare.source()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"ms_played\": \"30000\" | ms_played has a wrong type",
                "\"ms_played\": 30000.5 | ms_played has a wrong type",
                "\"ms_played\": 99999999999 | ms_played out of bounds",
                "\"ended_at\": 99999999999999999999 | ended_at out of bounds",
                "\"private_session\": 0 | private_session has a wrong type",
                "\"private_session\": \"true\" | private_session has a wrong type",
                "\"private_session\": null | private_session missing",
                "\"kind\": \"music\" | kind out of bounds",
                "\"kind\": null | kind missing",
                "\"source\": [] | source has a wrong type",
                "\"source\": {\"artist\": 7} | artist has a wrong type",
                "\"event_id\": \"\\ud83d\" | event_id is not Unicode (half a surrogate pair)",
                "\"country\": \"ee\" | country out of bounds (two upper-case letters)",
                "\"utc_offset_minutes\": -841 | utc_offset_minutes out of bounds (-840 to 840)"
            })
    void aPlayIsRefusedWithTheReason(String field, String reason) {
        assertRefused(() -> JsonRecords.play(Plays.json(field), Plays.NOW), reason, false);
    }

    @Test
    void whatIsNoJsonObjectIsRefused() {
        assertRefused(() -> JsonRecords.play("{\"event_id\": ", Plays.NOW), "not JSON", false);
        assertRefused(() -> JsonRecords.play("{} {}", Plays.NOW), "not JSON", false);
        assertRefused(() -> JsonRecords.play("[]", Plays.NOW), "not a JSON object", false);
        assertRefused(() -> JsonRecords.play("", Plays.NOW), "not a JSON object", false);
    }

    @Test
    void aRefusedPrivatePlayIsMarked() {
        String tooLong = Plays.json("\"private_session\": true, \"ms_played\": -1");

        assertRefused(
                () -> JsonRecords.play(tooLong, Plays.NOW),
                "ms_played out of bounds (0 to 86400000)",
                true);
    }

    @Test
    void aTruncatedPrivateLineIsMarkedAsFarAsItCanBeRead() {
        String line = "{\"source\": {\"a\": [1]}, \"private_session\": true, \"event_id\": \"e";

        assertRefused(() -> JsonRecords.play(line, Plays.NOW), "not JSON", true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Asia/Tokyo", "UTC", "GMT", "Etc/GMT+5", "EST5EDT"})
    void zonesOfTheTablesAreTaken(String zone) throws Exception {
        assertThat(JsonRecords.profile(profile("\"zone\": \"" + zone + "\"")).zone())
                .isEqualTo(zone);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "+02:00", "Z", "UTC+2", "Mars/Olympus_Mons", "asia/tokyo"})
    void otherZonesAreRefused(String zone) {
        assertRefused(
                () -> JsonRecords.profile(profile("\"zone\": \"" + zone + "\"")),
                "zone unknown (an IANA id)",
                false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--02-30", "--13-01", "--00-10", "--4-1", "05-05", "1990-05-05"})
    void impossibleBirthdaysAreRefused(String birthday) {
        assertRefused(
                () -> JsonRecords.profile(profile("\"birth_month_day\": \"" + birthday + "\"")),
                "birth_month_day impossible (--MM-DD)",
                false);
    }

    @Test
    void aBirthdayMayBeTheTwentyNinthOfFebruary() throws Exception {
        assertThat(JsonRecords.profile(profile("\"birth_month_day\": \"--02-29\"")).birthMonthDay())
                .isEqualTo("--02-29");
    }

    @Test
    void aLocaleIsALanguageTag() {
        assertRefused(
                () -> JsonRecords.profile(profile("\"locale\": \"not a tag\"")),
                "locale out of bounds (a BCP 47 tag)",
                false);
    }

    @Test
    void aCatalogueRecordNeedsNoMoreThanUriAndKind() throws Exception {
        assertThat(JsonRecords.catalogueItem("{\"content_uri\": \"c1\", \"kind\": \"MUSIC\"}"))
                .isEqualTo(
                        new CatalogueItem(
                                "c1",
                                null,
                                Kind.MUSIC,
                                List.of(),
                                null,
                                null,
                                List.of(),
                                null,
                                null,
                                null,
                                null,
                                null));
    }

    @Test
    void aTriggerSpellsItsScope() throws Exception {
        Trigger users =
                JsonRecords.trigger(
                        trigger("{\"type\": \"USERS\", \"user_ids\": [\"u1\", \"nobody\"]}", ""));
        Trigger cohort =
                JsonRecords.trigger(
                        trigger("{\"type\": \"COHORT\", \"salt\": \"s\", \"share\": 1}", ""));

        assertThat(users.userIds()).containsExactly("u1", "nobody");
        assertThat(cohort.share()).isEqualTo(1);
        assertThat(cohort.throughEpochDay())
                .isEqualTo(Math.toIntExact(LocalDate.of(2025, 12, 31).toEpochDay()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-12-31", "2026-01-01", "2025-02-29", "15 November", ""})
    void aTriggerThroughNoDateOfItsYearIsRefused(String through) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(
                        () ->
                                JsonRecords.trigger(
                                        trigger(
                                                "{\"type\": \"EVERYONE\"}",
                                                ", \"through\": \"" + through + "\"")))
                .satisfies(refusal -> assertThat(refusal.reason()).startsWith("through out of"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-0.5", "1.0000001"})
    void aShareOutOfBoundsIsRefused(String share) {
        String scope = "{\"type\": \"COHORT\", \"salt\": \"s\", \"share\": " + share + "}";

        assertRefused(
                () -> JsonRecords.trigger(trigger(scope, "")),
                "share out of bounds (above 0, at most 1)",
                false);
    }

    private static String profile(String more) {
        return "{\"user_id\": \"u1\", \"zone\": \"UTC\", \"erased\": false, " + more + "}";
    }

    private static String trigger(String scope, String more) {
        return "{\"command_id\": \"c1\", \"year\": 2025, \"purpose\": \"FINAL\", \"scope\": "
                + scope
                + more
                + "}";
    }

    private static void assertRefused(ThrowingCallable reading, String reason, boolean isPrivate) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(reading)
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(reason))
                .satisfies(refusal -> assertThat(refusal.isPrivatePlay()).isEqualTo(isPrivate));
    }
}
