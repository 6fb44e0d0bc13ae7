package io.wrapped.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRunTest {
    private final Progress progress =
            new Progress(new PrintStream(new ByteArrayOutputStream()), false);

    @Test
    void aFolderIsUsedByOneCommandAtATime(@TempDir Path folder) throws Exception {
        try (EmbeddedRun first = EmbeddedRun.in(folder, progress)) {
            assertThat(first.folder()).isEqualTo(folder.toRealPath());
            assertThatThrownBy(() -> EmbeddedRun.in(folder, progress))
                    .isInstanceOf(CommandException.class)
                    .hasMessageContaining("in use by another wrapped command");
        }
        EmbeddedRun.in(folder, progress).close();
    }

    @Test
    void aFolderThatIsNotKeptGoesWithTheRun() throws Exception {
        Path folder;
        try (EmbeddedRun run = EmbeddedRun.in(null, progress)) {
            folder = run.folder();
            assertThat(folder).isDirectory();
        }
        assertThat(folder).doesNotExist();
    }

    @Test
    void aFileIsNoFolderToKeepThingsIn(@TempDir Path folder) throws Exception {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> EmbeddedRun.in(file, progress))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining(file.toString());
    }
}
