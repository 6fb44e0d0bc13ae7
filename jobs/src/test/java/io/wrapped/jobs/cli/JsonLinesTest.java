package io.wrapped.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wrapped.state.contract.JsonRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonLinesTest {
    private static final String ITEM = "{\"content_uri\":\"%s\",\"kind\":\"MUSIC\"}\n";

    @TempDir private Path folder;
    private final List<String> taken = new ArrayList<>();
    private final List<Long> refused = new ArrayList<>();

    @Test
    void aBadLineDoesNotEndTheReading() throws Exception {
        read("garbage\n" + ITEM.formatted("a") + "\n" + ITEM.formatted("b"));

        assertThat(taken).containsExactly("a", "b");
        assertThat(refused).containsExactly(1L);
    }

    @Test
    void onlyALineFeedEndsALine() throws Exception {
        read(ITEM.formatted("a\u2028b"));

        assertThat(taken).containsExactly("a\u2028b");
    }

    @Test
    void aFileOfAnotherFormatIsNamedAndNothingOfItIsTaken() {
        assertThatThrownBy(() -> read("[\n {\n  \"ts\": 1\n }\n]\n"))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("catalogue.jsonl")
                .hasMessageContaining("one record a line");
        assertThat(refused).isEmpty();
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> JsonLines.read(folder.resolve("no"), line -> {}, (n, l, r) -> {}))
                .hasMessageContaining("no: no such file");
    }

    private void read(String content) throws CommandException, IOException {
        Path file = Files.writeString(folder.resolve("catalogue.jsonl"), content);
        JsonLines.read(
                file,
                line -> taken.add(JsonRecords.catalogueItem(line).contentUri()),
                (number, line, refusal) -> refused.add(number));
    }
}
