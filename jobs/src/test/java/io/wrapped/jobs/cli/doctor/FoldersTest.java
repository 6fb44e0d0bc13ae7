package io.wrapped.jobs.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersTest {
    @TempDir Path folder;

    @Test
    void aProbeIsWrittenAndLeavesNothing() throws IOException {
        Verdict verdict = Folders.ofSavepoints(folder.toUri().toString());

        assertThat(verdict.outcome()).isEqualTo(Outcome.OK);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void checkpointsAreLookedForWhereTheLastOneIs() throws IOException {
        Path last = Files.createDirectories(folder.resolve("job/chk-7"));

        assertThat(Folders.ofCheckpoints(last.toUri().toString(), "s3://elsewhere").found())
                .contains(folder.toString())
                .endsWith("can be written to");
        assertThat(Folders.ofCheckpoints("<not-externally-addressable>", null).outcome())
                .isEqualTo(Outcome.FAILED);
        assertThat(Folders.ofCheckpoints("", folder.toUri().toString()).outcome())
                .isEqualTo(Outcome.OK);
    }

    @Test
    void aFolderThatIsNotHereIsNotMade() {
        Path away = folder.resolve("away");

        Verdict verdict = Folders.ofSavepoints(away.toUri().toString());

        assertThat(verdict.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(verdict.found()).endsWith("is not on this machine");
        assertThat(away).doesNotExist();
    }

    @Test
    void aStoreThatThisCommandDoesNotKnowIsNotSeen() {
        Verdict verdict = Folders.ofSavepoints("nowhere://bucket/savepoints");

        assertThat(verdict.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(verdict.remedy()).contains("FLINK_PLUGINS_DIR", "where Flink runs");
    }

    @Test
    void whatCannotBeWrittenToFails() throws IOException {
        // A file in its place refuses also those who may write anywhere.
        Path file = Files.createFile(folder.resolve("file"));

        Verdict verdict = Folders.ofSavepoints(file.toUri().toString());

        assertThat(verdict.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(verdict.found()).contains("cannot be written to");
    }

    @Test
    void noFolderOfSavepointsIsAWarning() {
        assertThat(Folders.ofSavepoints(null).outcome()).isEqualTo(Outcome.WARNING);
    }
}
