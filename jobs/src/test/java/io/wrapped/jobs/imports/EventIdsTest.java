package io.wrapped.jobs.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EventIdsTest {

    @Test
    void copiesAreNumberedWithinAFileAndTheSameInTheNext() {
        List<String> first = threeCopies(new EventIds());
        assertThat(first).doesNotHaveDuplicates();
        assertThat(threeCopies(new EventIds())).isEqualTo(first);
    }

    @Test
    void everyPartMatters() {
        EventIds ids = new EventIds();
        assertThat(
                        List.of(
                                ids.shared("u", 1, "c", 2),
                                ids.shared("uc", 1, "", 2),
                                ids.shared("v", 1, "c", 2),
                                ids.shared("u", 2, "c", 2),
                                ids.shared("u", 1, "d", 2),
                                ids.shared("u", 1, "c", 3)))
                .doesNotHaveDuplicates()
                .allSatisfy(id -> assertThat(id).hasSize(64));
    }

    @Test
    void sharedIdsKnowNoCopies() {
        EventIds ids = new EventIds();
        assertThat(ids.shared("u", 1, "c", 2)).isEqualTo(ids.shared("u", 1, "c", 2));
    }

    private static List<String> threeCopies(EventIds ids) {
        return List.of(
                ids.numbered("u", 1, "c", 2),
                ids.numbered("u", 1, "c", 2),
                ids.numbered("u", 1, "c", 2));
    }
}
