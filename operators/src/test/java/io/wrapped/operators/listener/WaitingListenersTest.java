package io.wrapped.operators.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class WaitingListenersTest {
    private static final byte VERSION = 7;

    private final WaitingListeners waiting = new WaitingListeners(VERSION);

    @Test
    void tellsSinceWhenTheFirstOfThemWaits() {
        assertThat(waiting.oldestSince()).isEqualTo(Long.MAX_VALUE);
        waiting.add("a", 5);
        waiting.add("b", new byte[] {1}, 8);
        assertThat(waiting.oldestSince()).isEqualTo(5);

        waiting.remove("a");

        assertThat(waiting.oldestSince()).isEqualTo(8);
    }

    @Test
    void handsOverWhateverCameInTheOrderInWhichItCame() throws Exception {
        // More listeners than the least table holds, with hashes that meet in a slot.
        Random random = new Random(5);
        Map<String, String> expected = new LinkedHashMap<>();
        Set<String> saved = new TreeSet<>();
        for (int step = 0; step < 20_000; step++) {
            String userId = (random.nextBoolean() ? "Aa" : "BB") + random.nextInt(3_000);
            int what = random.nextInt(100);
            if (what < 70) {
                // Up to more than are put to their listeners together.
                for (int more = random.nextInt(random.nextInt(8) == 0 ? 200 : 4);
                        more >= 0;
                        more--) {
                    String play = "play " + step + "." + more;
                    String of = more == 0 ? userId : userId + more;
                    waiting.add(of, play.getBytes(StandardCharsets.UTF_8), step);
                    expected.merge(of, play, String::concat);
                }
            } else if (what < 80) {
                waiting.add(userId, step);
                expected.putIfAbsent(userId, "");
            } else if (what < 90) {
                waiting.remove(userId);
                expected.remove(userId);
                saved.remove(userId);
            } else if (what < 95) {
                assertThat(text(waiting.takePlays(userId)))
                        .isEqualTo(expected.getOrDefault(userId, ""));
                expected.computeIfPresent(userId, (id, plays) -> "");
            } else if (what < 99) {
                assertThat(waiting.isWaiting(userId)).isEqualTo(expected.containsKey(userId));
                assertThat(waiting.isSaved(userId)).isEqualTo(saved.contains(userId));
            } else if (random.nextInt(100) == 0) {
                Map<String, String> runs = new LinkedHashMap<>();
                waiting.save((id, run) -> runs.put(id, text(run)));
                Map<String, String> unsaved = new LinkedHashMap<>();
                expected.forEach(
                        (id, plays) -> {
                            if (!plays.isEmpty() || !saved.contains(id)) {
                                unsaved.put(id, (char) VERSION + plays);
                            }
                        });
                assertThat(runs).containsExactlyEntriesOf(unsaved);
                expected.replaceAll((id, plays) -> "");
                saved.addAll(expected.keySet());
            }
            String first = waiting.first(Long.MAX_VALUE);
            assertThat(first)
                    .isEqualTo(expected.isEmpty() ? null : expected.keySet().iterator().next());
        }
    }

    @Test
    void namesWhoHasWaitedLongestOnceTheTimeHasCome() {
        assertThat(waiting.first(Long.MAX_VALUE)).isNull();

        waiting.add("b", new byte[] {1}, 10);
        waiting.add("a", new byte[] {2}, 11);
        waiting.add("b", new byte[] {3}, 12);

        assertThat(waiting.first(9)).isNull();
        assertThat(waiting.first(10)).isEqualTo("b");
        waiting.remove("b");
        assertThat(waiting.first(10)).isNull();
        assertThat(waiting.first(11)).isEqualTo("a");
    }

    @Test
    void refusesToForgetPlaysThatWereNotSaved() throws Exception {
        waiting.add("a", new byte[] {1}, 0);

        assertThatThrownBy(waiting::clear).isInstanceOf(IllegalStateException.class);
        waiting.save((userId, run) -> {});
        waiting.clear();

        assertThat(waiting.isWaiting("a")).isFalse();
        assertThat(waiting.first(Long.MAX_VALUE)).isNull();
        assertThat(waiting.bytes()).isZero();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
