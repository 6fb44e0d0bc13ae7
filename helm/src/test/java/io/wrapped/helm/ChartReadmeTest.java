package io.wrapped.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The chart's README shows all values as {@code values.yaml} comments them. {@code
 * -Dwrapped.docs=write} writes the table anew.
 */
class ChartReadmeTest {
    private static final Path README = Chart.FOLDER.resolve("README.md");
    private static final String BEGIN = "<!-- values: written by ChartReadmeTest -->\n";
    private static final String END = "<!-- end of values -->\n";

    private final CommentedValues values =
            CommentedValues.read(Chart.FOLDER.resolve("values.yaml"));

    @Test
    void theReadmeShowsAllValues() throws Exception {
        String text = Files.readString(README);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        int end = text.indexOf(END);
        assertThat(end).as("the marks of the values in " + README).isGreaterThanOrEqualTo(begin);
        String table = values.table();
        if ("write".equals(System.getProperty("wrapped.docs"))) {
            Files.writeString(README, text.substring(0, begin) + table + text.substring(end));
            return;
        }

        assertThat(text.substring(begin, end))
                .as("the values in " + README + "; written anew by -Dwrapped.docs=write")
                .isEqualTo(table);
    }

    @Test
    void everyValueHasAComment() {
        assertThat(values.uncommented()).isEmpty();
    }

    @Test
    void aValueWithoutACommentIsSeen() {
        CommentedValues some =
                CommentedValues.of(List.of("# -- One.", "one: 1", "two:", "  three: 3"));

        assertThat(some.uncommented()).containsExactly("two.three");
        assertThat(some.table()).contains("| `one` | `1` | One. |");
    }
}
