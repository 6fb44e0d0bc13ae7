package io.wrapped.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MistakeTest {
    /** That it is found is shown by a test that takes ten minutes, and so is seldom run. */
    @ParameterizedTest
    @EnumSource
    void itCanStillBeMade(Mistake mistake) throws IOException {
        assertThat(mistake.canBeMade(Path.of("../.."))).isTrue();
    }
}
