package io.wrapped.jobs.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;

class UserFilterTest {
    private static final String REVIEW =
            """
            {"user_id":"ann","year":2025,"eligible":true,"totals":{"streams":120,"music_ms":7},
             "top":{"artists":[{"id":"a:1","name":"Band"}]},
             "profile":{"zone":"Asia/Tokyo","locale":null}}
            """;

    @Test
    void figuresNamesAndZonesCanBeAskedFor() {
        assertThat(meets("@.totals.streams > 100")).isTrue();
        assertThat(meets("@.totals.streams > 120")).isFalse();
        assertThat(meets("@.profile.zone != 'UTC' && @.eligible == true")).isTrue();
        assertThat(meets("@.profile.zone =~ /asia.*/i")).isTrue();
        assertThat(meets("@.profile.zone =~ /America.*/ || @.user_id == 'bob'")).isFalse();
        assertThat(meets("@.top.artists[0].name == 'Band'")).isTrue();
    }

    @Test
    void whatIsNotThereMeetsNothing() {
        assertThat(meets("@.nothing.zone == 'UTC'")).isFalse();
        assertThat(meets("@.nothing")).isFalse();
        assertThat(meets("!@.nothing")).isTrue();
    }

    @Test
    void whatIsNoConditionIsSaidSo() {
        assertThatThrownBy(() -> new UserFilter("@.totals.streams >"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("\"@.totals.streams >\" is no condition: ");
    }

    private static boolean meets(String condition) {
        try {
            return new UserFilter(condition).matches(JsonMapper.builder().build().readTree(REVIEW));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
