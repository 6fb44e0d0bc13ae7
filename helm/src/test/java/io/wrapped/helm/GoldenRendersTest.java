package io.wrapped.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What each scenario renders to is kept, so that a change of the chart shows what it changes.
 * {@code -Dwrapped.renders=write} writes it anew.
 */
class GoldenRendersTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    @TempDir Path temporary;

    @ParameterizedTest
    @EnumSource
    void scenariosRenderToWhatIsKept(Scenario scenario) throws Exception {
        Path golden = GOLDEN.resolve(scenario + ".yaml");
        String rendered = Chart.copy(temporary).render(scenario, Map.of());

        if ("write".equals(System.getProperty("wrapped.renders"))) {
            Files.createDirectories(GOLDEN);
            Files.writeString(golden, rendered);
        }
        assertThat(rendered)
                .as(golden + "; written anew by -Dwrapped.renders=write")
                .isEqualTo(Files.readString(golden));
    }
}
