package io.wrapped.sinks.hbase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class ReviewTableTest {

    /** Stored rows are found by these keys: a change here is a new layout. */
    @Test
    void rowKeysNeverChange() {
        ReviewTable table = new ReviewTable(16);
        assertThat(hex(table.rowKey("user-1"))).isEqualTo("0004" + "757365722d31");
        assertThat(hex(table.rowKey("Zoë"))).isEqualTo("0008" + "5a6fc3ab");
        assertThat(hex(new ReviewTable(ReviewTable.MOST_BUCKETS).rowKey("user-1")))
                .isEqualTo("89e4" + "757365722d31");
    }

    @Test
    void userIsReadBackFromItsRow() {
        assertThat(ReviewTable.userId(new ReviewTable(7).rowKey("Zoë:1"))).isEqualTo("Zoë:1");
    }

    @Test
    void everyBucketIsARegion() {
        byte[][] keys = new ReviewTable(300).splitKeys();
        assertThat(keys).hasDimensions(299, 2);
        assertThat(hex(keys[0])).isEqualTo("0001");
        assertThat(hex(keys[298])).isEqualTo("012b");
        assertThat(new ReviewTable(1).splitKeys()).isEmpty();
    }

    @Test
    void usersSpreadEvenlyOverBuckets() {
        ReviewTable table = new ReviewTable(8);
        int[] users = new int[8];
        for (int i = 0; i < 8_000; i++) {
            users[table.rowKey("user-" + i)[1]]++;
        }
        assertThat(Arrays.stream(users)).allMatch(count -> count > 850 && count < 1150);
    }

    @Test
    void columnsAreNamedForWhatTheyHold() {
        int day = (int) LocalDate.of(2025, 3, 9).toEpochDay();
        assertThat(ReviewTable.reviewQualifier(2025, Slot.PREVIEW)).isEqualTo("2025:preview");
        assertThat(ReviewTable.dayQualifier(day)).isEqualTo("20250309");
        assertThat(ReviewTable.epochDay("20250309")).isEqualTo(day);
    }

    @Test
    void columnThatIsNoDateIsNamed() {
        assertThatThrownBy(() -> ReviewTable.epochDay("2025"))
                .hasMessage("column '2025' is not a date, expected yyyyMMdd");
    }

    @Test
    void bucketsAreBounded() {
        assertThatThrownBy(() -> new ReviewTable(0))
                .hasMessage("salt buckets are 0, expected 1 to 65536");
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
