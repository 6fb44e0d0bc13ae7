package io.wrapped.sinks.hbase;

import static org.assertj.core.api.Assertions.assertThat;

import io.wrapped.state.story.Fingerprint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * docs/hbase.md tells others what stands where. A value that comes out otherwise here is a new
 * layout, not a change of the page.
 */
class LayoutPageTest {
    private static String page;

    @BeforeAll
    static void read() throws IOException {
        page = Files.readString(Path.of("../docs/hbase.md"));
    }

    @Test
    void thePageIsOfThisLayout() {
        assertThat(page)
                .containsPattern("layout\\s+version \\*\\*" + ReviewTable.LAYOUT + "\\*\\*")
                .contains("`" + ReviewTable.LAYOUT_ATTRIBUTE + "`")
                .contains("`" + ReviewTable.BUCKETS_ATTRIBUTE + "`");
    }

    @Test
    void theRowOfTheLayoutIsThatOfThePageAndNoUsers() {
        byte[] row = ReviewTable.layoutRow();

        assertThat(page)
                .contains("| row of the layout | `" + HexFormat.of().formatHex(row) + "` |");
        assertThat(Arrays.compareUnsigned(row, new ReviewTable(1).rowKey(""))).isNegative();
        assertThat(new ReviewTable(1).rowKey("")).isEqualTo(ReviewTable.firstUserRow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ann", "zoë"})
    void rowKeysAreThoseOfThePage(String user) {
        String key = HexFormat.of().formatHex(new ReviewTable(16).rowKey(user));

        assertThat(page).contains("| row key of `" + user + "`, 16 buckets | `" + key + "` |\n");
    }

    @Test
    void fingerprintsAreThoseOfThePage() {
        String facts = "{\"value\":12.50}";

        assertThat(page)
                .contains(
                        "| fingerprint of the facts `"
                                + facts
                                + "`, prompt version `1`, model `m`, language `en` | `"
                                + Fingerprint.of(facts, "1", "m", "en")
                                + "` |\n");
    }
}
