package io.wrapped.state.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import io.wrapped.state.cases.MemoryStore;
import io.wrapped.state.contract.Kind;
import io.wrapped.state.contract.Source;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ListeningDifferenceTest {
    @Test
    void theOrderOfPlaysMakesNone() {
        List<PlayEvent> plays = new ArrayList<>();
        for (int i = 0; i < 900; i++) {
            LocalDate date = LocalDate.of(2024, 11, 1).plusDays(i * 11 % 120);
            plays.add(play("e" + i, "song" + i % 90, date + "T10:00:00Z"));
        }
        List<PlayEvent> backwards = new ArrayList<>(plays);
        Collections.reverse(backwards);

        assertThat(difference(plays, backwards)).isEmpty();
    }

    @Test
    void aPlayOnAnotherDateIsOnBoth() {
        assertThat(
                        difference(
                                List.of(
                                        play("a", "song", "2025-12-31T10:00:00Z"),
                                        play("b", "song", "2025-06-01T10:00:00Z")),
                                List.of(
                                        play("a", "song", "2026-01-01T10:00:00Z"),
                                        play("b", "song", "2025-06-01T10:00:00Z"))))
                .containsExactlyInAnyOrder("2025-12-31", "2026-01-01");
    }

    @Test
    void whatIsMissingOrLongerOrOfOtherNamesOrElsewhereIsFound() {
        PlayEvent play = play("a", "song", "2025-03-01T10:00:00Z");
        PlayEvent longer = with(play, "a", 61_000, null, Item.NO_CONTEXT);
        PlayEvent named = with(play, "a", 60_000, new Source("T", null, null, null), 0);
        PlayEvent elsewhere = with(play, "a", 60_000, null, 77);
        PlayEvent again = with(play, "b", 60_000, null, Item.NO_CONTEXT);

        assertThat(difference(List.of(play), List.of(play))).isEmpty();
        for (List<PlayEvent> other :
                List.of(
                        List.<PlayEvent>of(),
                        List.of(longer),
                        List.of(named),
                        List.of(elsewhere),
                        List.of(play, again))) {
            assertThat(difference(List.of(play), other)).containsExactly("2025-03-01");
            assertThat(difference(other, List.of(play))).containsExactly("2025-03-01");
        }
    }

    @Test
    void aFirstDateThatTheRollupsDoNotExplainIsFound() {
        List<PlayEvent> plays = List.of(play("a", "song", "2025-03-05T10:00:00Z"));
        ListenerFold wrong = fold(plays);
        wrong.items().streamedOn(0, epochDay("2025-03-01"));

        assertThat(days(wrong, fold(plays))).containsExactlyInAnyOrder("2025-03-01", "2025-03-05");
    }

    private static List<String> difference(List<PlayEvent> one, List<PlayEvent> other) {
        return days(fold(one), fold(other));
    }

    private static List<String> days(Listening one, Listening other) {
        return ListeningDifference.days(one, other)
                .intStream()
                .mapToObj(day -> LocalDate.ofEpochDay(day).toString())
                .toList();
    }

    private static ListenerFold fold(List<PlayEvent> plays) {
        ListenerFold fold =
                new ListenerFold(new Listener(), new MemoryStore(), (hash, uri) -> true);
        plays.forEach(fold::fold);
        fold.flush();
        return fold;
    }

    private static int epochDay(String date) {
        return Math.toIntExact(LocalDate.parse(date).toEpochDay());
    }

    private static PlayEvent play(String event, String uri, String endedAt) {
        return new PlayEvent(
                "ann",
                IdHash.of(event),
                Kind.MUSIC,
                uri,
                Instant.parse(endedAt).toEpochMilli(),
                60_000,
                null,
                Item.NO_CONTEXT,
                null,
                1,
                null);
    }

    private static PlayEvent with(
            PlayEvent play, String event, int ms, @Nullable Source source, long context) {
        return new PlayEvent(
                play.userId(),
                IdHash.of(event),
                play.kind(),
                play.contentUri(),
                play.endedAt(),
                ms,
                null,
                context,
                source,
                1,
                null);
    }
}
