package io.wrapped.operators.story;

import io.wrapped.state.contract.ReportRequest;
import io.wrapped.state.contract.Trigger.Purpose;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

/** Requests, facts and settings as tests need them. */
final class Requests {
    static final LocalDate DAY = LocalDate.of(2025, 5, 5);

    /** Three hours and twenty minutes of music; 41 minutes are usual. */
    static final String FACTS =
            """
            {"artists":[{"id":"a1","ms":7260000,"name":"Beyoncé","streams":31},\
            {"id":"a2","ms":600000,"name":"Maroon 5","streams":3}],\
            "audiobook_ms":0,"genres":[{"id":"dream pop","ms":5400000,"streams":20}],\
            "highest":true,"music_ms":12000000,"podcast_ms":0,"rank":1,\
            "songs":[{"artist":"Beyoncé","id":"s1","ms":900000,"name":"Halo","streams":4},\
            {"artist":"The 1975","id":"s2","ms":600000,"name":"22","streams":3}],\
            "streams":58,"usual":2460000.0,"value":12000000}\
            """;

    private Requests() {}

    static FactSheet facts() {
        return facts("BIGGEST_MUSIC_DAY", FACTS);
    }

    static FactSheet facts(String kind, String json) {
        return FactSheet.of(json, kind, (int) DAY.toEpochDay());
    }

    static ReportRequest request(String user, int dayOfMay) {
        return request(user, dayOfMay, 1);
    }

    static ReportRequest request(String user, int dayOfMay, long version) {
        return request(user, dayOfMay, version, FACTS);
    }

    static ReportRequest request(String user, int dayOfMay, long version, String facts) {
        return new ReportRequest(
                user,
                2025,
                epochDay(dayOfMay),
                "BIGGEST_MUSIC_DAY",
                facts,
                "en",
                version,
                List.of(epochDay(5), epochDay(6), epochDay(7)),
                "command",
                Purpose.FINAL);
    }

    static int epochDay(int dayOfMay) {
        return (int) DAY.withDayOfMonth(dayOfMay).toEpochDay();
    }

    static StorySettings settings(String baseUrl) {
        return settings(baseUrl, 3);
    }

    static StorySettings settings(String baseUrl, int maxAttempts) {
        // Far longer than a server of a test takes on a busy machine.
        return settings(baseUrl, maxAttempts, Duration.ofSeconds(30));
    }

    static StorySettings settings(String baseUrl, int maxAttempts, Duration requestTimeout) {
        return new StorySettings(
                baseUrl,
                "a-model",
                "NO_SUCH_VARIABLE",
                requestTimeout,
                2,
                0,
                maxAttempts,
                Duration.ofMillis(100),
                Duration.ofMillis(400),
                600,
                0.4,
                "en",
                0,
                0);
    }
}
