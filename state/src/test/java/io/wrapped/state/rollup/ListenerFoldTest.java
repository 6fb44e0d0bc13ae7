package io.wrapped.state.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import io.wrapped.state.contract.Kind;
import io.wrapped.state.contract.Outcome.Result;
import io.wrapped.state.contract.Profile;
import io.wrapped.state.contract.Source;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class ListenerFoldTest {
    private static final long NOW = 10;

    private final Listener listener = new Listener();
    private final InMemoryRollups store = new InMemoryRollups();

    @Test
    void playsOfOneItemOnOneDateShareARow() {
        assertThat(fold(play("a", "song", "2025-03-01T10:00:00Z"))).isEqualTo(Result.STREAM);
        assertThat(fold(play("b", "song", "2025-03-01T11:00:00Z"))).isEqualTo(Result.STREAM);

        DayRollup day = store.days.get(day("2025-03-01"));
        assertThat(day.size()).isEqualTo(1);
        assertThat(day.streams(0)).isEqualTo(2);
        assertThat(day.ms(0)).isEqualTo(120_000);
    }

    @Test
    void aCopyCountsOnceHoweverManyEventsLieBetween() {
        fold(play("first", "song", "2025-03-01T10:00:00Z"));
        for (int i = 0; i < 5_000; i++) {
            assertThat(fold(play("e" + i, "song" + i % 70, "2025-03-02T10:00:00Z")))
                    .isEqualTo(Result.STREAM);
        }

        assertThat(fold(play("first", "song", "2025-06-01T10:00:00Z"))).isEqualTo(Result.DUPLICATE);
        assertThat(store.days).doesNotContainKey(day("2025-06-01"));
        assertThat(listener.seenEvents()).isEqualTo(5_001);
        assertThat(store.seen).hasSize(listener.seenBuckets());
    }

    @Test
    void aPlayEndsOnTheDateOfItsOwnOffsetElseOfTheZoneElseOfUtc() {
        fold(play("a", "song", "2025-03-01T23:30:00Z"));
        listener.setProfile(profile("Asia/Tokyo"));
        fold(play("b", "song", "2025-03-01T23:30:00Z"));
        PlayEvent west = play("c", "song", "2025-03-01T02:00:00Z");
        fold(
                new PlayEvent(
                        west.userId(),
                        west.eventHash(),
                        west.kind(),
                        west.contentUri(),
                        west.endedAt(),
                        west.msPlayed(),
                        -180,
                        null,
                        null,
                        NOW,
                        null));

        assertThat(store.days)
                .containsOnlyKeys(day("2025-03-01"), day("2025-03-02"), day("2025-02-28"));
    }

    @Test
    void datesAlreadyGivenStayWhenTheZoneChanges() {
        listener.setProfile(profile("Asia/Tokyo"));
        fold(play("a", "song", "2025-03-01T23:30:00Z"));
        listener.setProfile(profile("America/New_York"));

        assertThat(store.days).containsOnlyKeys(day("2025-03-02"));
    }

    @Test
    void playsOfAnErasedListenerAreDroppedUntilAProfileReturns() {
        fold(play("a", "song", "2025-03-01T10:00:00Z"));
        listener.nextVersion();
        new ListenerFold(listener, store).erase(5);

        assertThat(store.days).isEmpty();
        assertThat(listener.known()).isFalse();
        assertThat(listener.version()).isEqualTo(1);
        assertThat(fold(play("b", "song", "2025-03-01T10:00:00Z"))).isEqualTo(Result.ERASED);

        listener.setProfile(profile("UTC"));
        assertThat(fold(play("a", "song", "2025-03-01T10:00:00Z"))).isEqualTo(Result.STREAM);
    }

    @Test
    void whatWasAppendedBeforeAnErasureStaysForgottenHoweverLateItIsRead() {
        new ListenerFold(listener, store).erase(NOW);
        listener.setProfile(profile("UTC"));

        assertThat(fold(play("a", "song", "2025-03-01T10:00:00Z"))).isEqualTo(Result.ERASED);
    }

    @Test
    void itemsThatDifferInNamesOrContextAreKeptApart() {
        PlayEvent plain = play("a", "song", "2025-03-01T10:00:00Z");
        fold(plain);
        fold(with(plain, 2, new Source("T", "A", null, null), null));
        fold(with(plain, 3, null, "playlist"));
        fold(with(plain, 4, null, "playlist"));

        assertThat(listener.items()).isEqualTo(3);
        assertThat(store.days.get(day("2025-03-01")).size()).isEqualTo(3);
    }

    @Test
    void writesBackOnlyWhatChanged() {
        for (int i = 0; i < 100; i++) {
            fold(play("e" + i, "song" + i, "2025-03-01T10:00:00Z"));
        }
        store.writes = 0;

        fold(play("again", "song1", "2025-03-02T10:00:00Z"));

        // The day and the bucket of seen events; no item is new.
        assertThat(store.writes).isEqualTo(2);
    }

    private Result fold(PlayEvent play) {
        ListenerFold fold = new ListenerFold(listener, store);
        Result result = fold.fold(play);
        fold.flush();
        return result;
    }

    private static PlayEvent play(String event, String uri, String endedAt) {
        return new PlayEvent(
                "user",
                EventHash.of(event),
                Kind.MUSIC,
                uri,
                Instant.parse(endedAt).toEpochMilli(),
                60_000,
                null,
                null,
                null,
                NOW,
                null);
    }

    private static PlayEvent with(PlayEvent play, long hash, Source source, String context) {
        return new PlayEvent(
                play.userId(),
                hash,
                play.kind(),
                play.contentUri(),
                play.endedAt(),
                play.msPlayed(),
                null,
                context,
                source,
                NOW,
                null);
    }

    private static Profile profile(String zone) {
        return new Profile("user", zone, null, null, null, false);
    }

    private static int day(String date) {
        return Math.toIntExact(LocalDate.parse(date).toEpochDay());
    }
}
