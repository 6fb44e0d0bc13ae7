package io.wrapped.state.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.wrapped.state.rollup.IdHash;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ContentTableTest {

    @Test
    void findsWhatAMapWouldFind() {
        Random random = new Random(1);
        ContentTable table = new ContentTable();
        Map<Integer, Content> map = new HashMap<>();
        for (int i = 0; i < 50_000; i++) {
            int number = random.nextInt(3_000);
            if (random.nextInt(3) == 0) {
                table.remove(content(number).hash());
                map.remove(number);
            } else {
                map.put(number, content(number));
                table.put(content(number).hash(), map.get(number));
            }
            int asked = random.nextInt(3_000);
            assertThat(table.find(content(asked).hash())).isSameAs(map.get(asked));
        }
        assertThat(table.size()).isEqualTo(map.size());
    }

    @Test
    void aBoundedTableKeepsWhatIsFound() {
        ContentTable table = new ContentTable(1 << 20);
        Content wanted = content(-1);
        table.put(wanted.hash(), wanted);
        for (int number = 0; number < 50_000; number++) {
            assertThat(table.find(wanted.hash())).isSameAs(wanted);
            table.put(content(number).hash(), content(number));
        }

        assertThat(table.size()).isBetween(1_000, 10_000);
        assertThat(table.find(content(49_999).hash())).isNotNull();
        assertThat(table.find(IdHash.of("content 0"))).isNull();
    }

    private static Content content(int number) {
        return Content.silent("content " + number, number);
    }
}
