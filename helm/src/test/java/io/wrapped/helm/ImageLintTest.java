package io.wrapped.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A linter takes the Dockerfile, and ShellCheck what it runs. */
class ImageLintTest {
    @TempDir Path temporary;

    private String dockerfile;
    private Path linter;

    @BeforeEach
    void find() throws Exception {
        linter =
                Program.orSkip(
                        "dockerlinter", "npm install -g --ignore-scripts dockerlinter@2.0.0");
        Program.orSkip("shellcheck", "apt-get install shellcheck");
        dockerfile = Files.readString(Path.of("image/Dockerfile"));
    }

    @Test
    void nothingIsFound() throws Exception {
        Program.Ended linted = lint(dockerfile);

        assertThat(linted.said()).isEmpty();
        assertThat(linted.code()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "COPY --chmod=644, ADD, EA0002",
        "USER 9999:9999, USER root, EU0001",
        "RUN mkdir -p, RUN cd $FOLDER && mkdir -p, SC2086"
    })
    void aMistakeIsSeen(String text, String mistake, String rule) throws Exception {
        assertThat(dockerfile).contains(text);
        Program.Ended linted = lint(dockerfile.replace(text, mistake));

        assertThat(linted.said()).contains(rule);
        assertThat(linted.code()).isEqualTo(1);
    }

    /** It leaves scripts for ShellCheck where it runs, so it runs elsewhere. */
    private Program.Ended lint(String text) throws Exception {
        Files.writeString(temporary.resolve("Dockerfile"), text);
        return Program.run(temporary, linter.toString(), "--error", "info", "--file", "Dockerfile");
    }
}
