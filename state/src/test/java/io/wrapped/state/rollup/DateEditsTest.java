package io.wrapped.state.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wrapped.state.cases.MemoryStore;
import io.wrapped.state.contract.Kind;
import io.wrapped.state.contract.Outcome.Result;
import io.wrapped.state.rollup.DateEdits.Edit;
import io.wrapped.state.rollup.RollupStore.Part;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DateEditsTest {
    private static final int MONDAY = (int) LocalDate.of(2024, 12, 30).toEpochDay();
    private static final int MOST_PARTS = 3_000;
    private static final long DAY_MS = 86_400_000;

    private final Listener listener = new Listener();
    private final MemoryStore parts = new MemoryStore();
    private final MemoryStore edited = new MemoryStore();

    @ParameterizedTest
    @ValueSource(ints = {5, 60, 4_000})
    void itIsAsIfThePlaysHadBeenOnTheOtherDates(int count) throws OccupiedDateException {
        Map<Integer, Integer> becomes = Map.of(0, 9, 2, 3, 3, 2, 5, 6, 4, -40);
        List<Edit> edits = new ArrayList<>();
        edits.add(dropped(1));
        becomes.forEach((from, to) -> edits.add(merged(from, to)));
        Random random = new Random(count);
        List<int[]> plays = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            plays.add(new int[] {random.nextInt(10), random.nextInt(1 + count / 2)});
        }
        Listener anew = new Listener();
        ListenerFold foldAnew = fold(anew, new MemoryStore());
        ListenerFold fold = fold(listener, parts);
        for (int i = 0; i < count; i++) {
            int day = plays.get(i)[0];
            fold.fold(play(i, day, plays.get(i)[1]));
            if (day != 1) {
                foldAnew.fold(play(i, becomes.getOrDefault(day, day), plays.get(i)[1]));
            }
        }
        fold.flush();
        foldAnew.flush();

        fold.redate(new DateEdits(edits), edited);

        ListenerFold after = fold(ListenerCodec.decode("u", ListenerCodec.encode(listener)), all());
        assertThat(ListeningDifference.days(foldAnew, after)).isEmpty();
        assertThat(ListeningDifference.days(after, foldAnew)).isEmpty();
        assertThat(after.years()).isEqualTo(foldAnew.years());
        // What went stays counted as an event, so that no copy of it brings it back.
        for (int i = 0; i < count; i++) {
            assertThat(after.fold(play(i, 20, 0))).isEqualTo(Result.DUPLICATE);
        }
        assertThat(after.fold(play(count, 1, 0))).isEqualTo(Result.STREAM);
    }

    @Test
    void datesThatDifferAreThoseWithStreams() throws Exception {
        ListenerFold fold = fold(listener, parts);
        fold.fold(play(0, 1, 7));
        fold.fold(play(1, 4, 7));
        fold.fold(play(2, 5, 8));
        fold.flush();

        assertThat(
                        fold.redate(
                                new DateEdits(List.of(dropped(1), moved(2, 3), moved(5, 6))),
                                edited))
                .containsExactlyInAnyOrder(MONDAY + 1, MONDAY + 5, MONDAY + 6);
    }

    @Test
    void itemsOfWhichNothingIsLeftHaveNoFirstDate() throws Exception {
        ListenerFold fold = fold(listener, parts);
        fold.fold(play(0, 1, 7));
        fold.fold(play(1, 5, 8));
        fold.flush();
        fold.redate(new DateEdits(List.of(dropped(1))), edited);

        ListenerFold after = fold(ListenerCodec.decode("u", ListenerCodec.encode(listener)), all());
        assertThat(after.items().firstDay(0)).isEqualTo(Items.NEVER);
        assertThat(after.items().firstDay(1)).isEqualTo(MONDAY + 5);
        after.fold(play(2, 6, 7));
        assertThat(after.items().firstDay(0)).isEqualTo(MONDAY + 6);
    }

    @Test
    void aDateThatHasStreamsIsNotMovedOver() {
        ListenerFold fold = fold(listener, parts);
        fold.fold(play(0, 1, 7));
        fold.fold(play(1, 2, 7));
        fold.flush();

        assertThatThrownBy(
                        () -> fold.redate(new DateEdits(List.of(moved(1, 2))), new MemoryStore()))
                .hasMessage("2024-12-31 cannot become 2025-01-01, which has streams of its own");
    }

    @Test
    void whichOfTwoArrivesFirstMakesNoDifference() {
        for (List<Edit> edits :
                List.of(
                        List.of(merged(1, 5), moved(2, 5)),
                        List.of(moved(1, 5), merged(2, 5)),
                        List.of(moved(1, 5), moved(2, 5)))) {
            ListenerFold fold = fold(new Listener(), new MemoryStore());
            fold.fold(play(0, 1, 7));
            fold.fold(play(1, 2, 7));
            fold.flush();

            assertThatThrownBy(() -> fold.redate(new DateEdits(edits), new MemoryStore()))
                    .isInstanceOf(OccupiedDateException.class);
        }
    }

    @Test
    void datesChangePlaces() throws Exception {
        ListenerFold fold = fold(listener, parts);
        fold.fold(play(0, 1, 7));
        fold.fold(play(1, 2, 8));
        fold.flush();
        fold.redate(new DateEdits(List.of(moved(1, 2), moved(2, 1))), edited);

        ListenerFold after = fold(listener, all());
        assertThat(after.items().firstDay(0)).isEqualTo(MONDAY + 2);
        assertThat(after.items().firstDay(1)).isEqualTo(MONDAY + 1);
    }

    @Test
    void editsThatContradictEachOtherAreRefused() {
        assertThatThrownBy(() -> new DateEdits(List.of(dropped(1), moved(1, 2))))
                .hasMessage("two edits say what becomes of 2024-12-31");
        assertThatThrownBy(() -> new DateEdits(List.of(moved(1, 1))))
                .hasMessage("2024-12-31 would stay where it is");
    }

    /** The edited parts, and the buckets of seen events as they were. */
    private RollupStore all() {
        MemoryStore all = new MemoryStore();
        for (Part part : Part.values()) {
            MemoryStore from = part == Part.SEEN ? parts : edited;
            for (int number = 0; number < MOST_PARTS; number++) {
                byte[] held = from.get(part, number);
                if (held != null) {
                    all.put(part, number, held);
                }
            }
        }
        return all;
    }

    private static ListenerFold fold(Listener of, RollupStore store) {
        return new ListenerFold(of, store, (hash, uri) -> false);
    }

    private static Edit dropped(int day) {
        return new Edit(MONDAY + day, null, false);
    }

    private static Edit moved(int from, int to) {
        return new Edit(MONDAY + from, MONDAY + to, false);
    }

    private static Edit merged(int from, int to) {
        return new Edit(MONDAY + from, MONDAY + to, true);
    }

    private static PlayEvent play(int event, int day, int song) {
        return new PlayEvent(
                "u",
                IdHash.of("event " + event),
                Kind.MUSIC,
                "song:" + song,
                (MONDAY + day) * DAY_MS + 3_600_000,
                60_000 + song,
                null,
                Item.NO_CONTEXT,
                null,
                10,
                null);
    }
}
