package io.wrapped.state.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoadUserTest {

    @Test
    void anIdTellsRunAndNumber() {
        LoadUser user = new LoadUser("before-the-launch", 4711);

        assertThat(user.id()).startsWith("wrapped-load:before-the-launch:4711:");
        assertThat(LoadUser.of(user.id())).isEqualTo(user);
        assertThat(LoadUser.hasPrefix(user.id())).isTrue();
        assertThat(user.id()).isEqualTo(new LoadUser("before-the-launch", 4711).id());
    }

    @Test
    void anIdOfAServiceIsNoneOfALoadWhateverItLooksLike() {
        String id = new LoadUser("a", 1).id();
        char last = id.charAt(id.length() - 1);

        assertThat(LoadUser.of(id.substring(0, id.length() - 1) + (last == '0' ? '1' : '0')))
                .isNull();
        assertThat(LoadUser.of(id.replace(":1:", ":2:"))).isNull();
        assertThat(LoadUser.of(id.replace(":1:", ":01:"))).isNull();
        assertThat(LoadUser.of("wrapped-load:ann")).isNull();
        assertThat(LoadUser.of("ann")).isNull();
        assertThat(LoadUser.hasPrefix("wrapped-loader")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-a", "A", "a b", "a:b", "a/b"})
    void namesOfRunsArePlain(String run) {
        assertThatThrownBy(() -> new LoadUser(run, 0)).hasMessageContaining("'" + run + "'");
    }

    @Test
    void theLongestIdIsWithinTheBoundsOfUsers() throws RefusedException {
        String id = new LoadUser("r".repeat(40), 999_999_999).id();

        assertThat(LoadUser.of(id)).isNotNull();
        Bounds.check(new Profile(id, "UTC", null, null, null, false));
    }
}
