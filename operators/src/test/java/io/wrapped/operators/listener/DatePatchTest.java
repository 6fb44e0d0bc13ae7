package io.wrapped.operators.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wrapped.state.contract.Kind;
import io.wrapped.state.contract.Profile;
import io.wrapped.state.rollup.DateEdits;
import io.wrapped.state.rollup.DateEdits.Edit;
import io.wrapped.state.rollup.Item;
import io.wrapped.state.rollup.Listener;
import io.wrapped.state.rollup.ListenerCodec;
import io.wrapped.state.rollup.ListenerFold;
import io.wrapped.state.rollup.PlayCodec;
import io.wrapped.state.rollup.PlayEvent;
import io.wrapped.state.rollup.ReplayMark;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.api.common.state.StateDescriptor;
import org.junit.jupiter.api.Test;

class DatePatchTest {
    private static final int DAY = 20_000;
    private static final long DAY_MS = 86_400_000;
    private static final DateEdits DROP = edits(new Edit(DAY, null, false));

    @Test
    void aReviewOfTheDatesThatDifferIsOutstanding() throws Exception {
        StoredListener stored = history(play("a", DAY), play("b", DAY + 1));

        DatePatch patch = DatePatch.of(stored, DROP);

        assertThat(patch.changed()).containsExactly(DAY);
        assertThat(dates(patch.listener())).containsExactly(DAY + 1);
        assertThat(listener(patch.listener()).touchedDays()).containsExactly(DAY);
        assertThat(patch.listener().lists())
                .containsExactly(Map.entry("pending", StoredListener.REVIEW_ALONE));
        assertThat(DatePatch.of(patch.listener(), DROP).changed()).isEmpty();
    }

    @Test
    void playsThatWaitGoOnWaitingWhereTheyCannotBeOfAnEditedDate() throws Exception {
        StoredListener stored = waiting(history(play("a", DAY)), play("c", DAY + 3));

        DatePatch patch = DatePatch.of(stored, DROP);

        assertThat(patch.changed()).containsExactly(DAY);
        assertThat(patch.listener().lists()).isEqualTo(stored.lists());
        for (int day = DAY - 2; day <= DAY + 2; day++) {
            StoredListener inTheWay = waiting(stored, play("c", day));
            assertThatThrownBy(() -> DatePatch.of(inTheWay, DROP))
                    .hasMessageStartingWith("has plays that wait and may be of 2024-10-04");
        }
    }

    @Test
    void whereNothingDiffersNothingIsTouched() throws Exception {
        StoredListener stored = waiting(history(play("a", DAY + 1)), play("c", DAY + 3));

        assertThat(DatePatch.of(stored, DROP).listener().digest()).isEqualTo(stored.digest());
    }

    @Test
    void whoCannotBePatchedIsRefused() throws Exception {
        StoredListener stored = history(play("a", DAY));
        FoldedHistory erased = new FoldedHistory("ann");
        erased.profile(new Profile("ann", "UTC", null, null, null, true), 5);
        Map<String, byte[]> values = new HashMap<>(stored.values());
        values.put("replay", new ReplayMark("replay", 1, 2, 3, 0).encode());
        StoredListener replayed = new StoredListener("ann", values, stored.lists(), stored.maps());

        assertThatThrownBy(() -> DatePatch.of(erased.end(), DROP)).hasMessage("is erased");
        assertThatThrownBy(() -> DatePatch.of(replayed, DROP))
                .hasMessageStartingWith("is being replayed");
        assertThatThrownBy(
                        () ->
                                DatePatch.of(
                                        history(play("a", DAY), play("b", DAY + 1)),
                                        edits(new Edit(DAY, DAY + 1, false))))
                .hasMessageContaining("which has streams of its own");
    }

    /** A state that is not copied would be lost by a patch. */
    @Test
    void everyStateOfTheOperatorIsStored() throws Exception {
        Set<String> declared = new TreeSet<>();
        for (Class<?> holder : List.of(ListenerState.class, ReplayState.class)) {
            for (Field field : holder.getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers())
                        && StateDescriptor.class.isAssignableFrom(field.getType())) {
                    field.setAccessible(true);
                    declared.add(((StateDescriptor<?, ?>) field.get(null)).getName());
                }
            }
        }
        assertThat(StoredListeners.NAMES).containsExactlyInAnyOrderElementsOf(declared);
    }

    private static DateEdits edits(Edit... edits) {
        return new DateEdits(List.of(edits));
    }

    private static StoredListener history(PlayEvent... plays) {
        FoldedHistory history = new FoldedHistory("ann");
        List.of(plays).forEach(history::play);
        StoredListener folded = history.end();
        Listener reviewed = listener(folded);
        reviewed.reviewed(7);
        return new StoredListener(
                "ann", Map.of("listener", ListenerCodec.encode(reviewed)), Map.of(), folded.maps());
    }

    private static StoredListener waiting(StoredListener stored, PlayEvent play) {
        byte[] encoded = PlayCodec.encode(play);
        byte[] run = new byte[encoded.length + 1];
        run[0] = PlayCodec.VERSION;
        System.arraycopy(encoded, 0, run, 1, encoded.length);
        return new StoredListener(
                "ann", stored.values(), Map.of("pending", List.of(run)), stored.maps());
    }

    private static Listener listener(StoredListener stored) {
        return ListenerCodec.decode("ann", stored.values().get("listener"));
    }

    private static List<Integer> dates(StoredListener stored) {
        ListenerFold fold =
                new ListenerFold(
                        listener(stored),
                        new HeapParts(stored.maps().getOrDefault("settled", Map.of())),
                        (hash, uri) -> false);
        List<Integer> dates = new ArrayList<>();
        for (int year : fold.years()) {
            fold.year(year).days().forEach(day -> dates.add(day.epochDay()));
        }
        return dates;
    }

    private static PlayEvent play(String event, int day) {
        return new PlayEvent(
                "ann",
                event.hashCode(),
                Kind.MUSIC,
                "song",
                day * DAY_MS + 3_600_000,
                60_000,
                null,
                Item.NO_CONTEXT,
                null,
                10,
                null);
    }
}
