package io.wrapped.state.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import io.wrapped.state.cases.MemoryStore;
import io.wrapped.state.contract.Kind;
import io.wrapped.state.contract.Outcome.Result;
import io.wrapped.state.contract.Profile;
import io.wrapped.state.contract.Source;
import io.wrapped.state.rollup.RollupStore.Part;
import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ListenerFoldTest {
    private static final long NOW = 10;

    private final Listener listener = new Listener();
    private final MemoryStore store = new MemoryStore();
    private boolean catalogueKnowsAll;

    @Test
    void playsOfOneItemOnOneDateShareARow() {
        assertThat(fold(play("a", "song", "2025-03-01T10:00:00Z"))).isEqualTo(Result.STREAM);
        assertThat(fold(play("b", "song", "2025-03-01T11:00:00Z"))).isEqualTo(Result.STREAM);

        DayRollup day = day("2025-03-01");
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
        assertThat(fold(play("e4999", "song", "2025-06-01T10:00:00Z"))).isEqualTo(Result.DUPLICATE);
        assertThat(dates()).doesNotContain("2025-06-01");
        assertThat(listener.streams()).isEqualTo(5_001);
        assertThat(store.count(Part.SEEN)).isEqualTo(listener.seenBuckets()).isGreaterThan(1);
    }

    @Test
    void onePartAfterAnotherOrAllAtOnceKeepTheSame() {
        List<PlayEvent> plays = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            int day = (i * 37) % 700;
            plays.add(
                    play(
                            "e" + i,
                            "song" + (i * 7) % 1_500,
                            LocalDate.of(2024, 2, 1).plusDays(day) + "T10:00:00Z"));
        }
        plays.forEach(this::fold);
        Listener atOnce = new Listener();
        ListenerFold fold = new ListenerFold(atOnce, new MemoryStore(), (hash, uri) -> false);
        plays.forEach(fold::fold);
        fold.flush();

        assertThat(described(reopened())).isEqualTo(described(fold));
        assertThat(listener.settledItems()).isGreaterThan(ListenerFold.ITEMS_A_RUN);
    }

    @Test
    void aLatePlayMakesAnItemsFirstDateEarlierBeforeAndAfterItSettles() {
        for (int i = 0; i < 200; i++) {
            fold(play("e" + i, "song" + i, "2025-03-02T10:00:00Z"));
        }
        fold(play("late", "song5", "2024-12-31T10:00:00Z"));
        assertThat(reopened().items().firstDay(5)).isEqualTo(epochDay("2024-12-31"));

        for (int i = 0; i < 200; i++) {
            fold(play("f" + i, "song5", "2025-03-02T10:00:00Z"));
        }
        assertThat(listener.settledYears()).containsExactly(2024, 2025);
        assertThat(reopened().items().firstDay(5)).isEqualTo(epochDay("2024-12-31"));
        assertThat(reopened().items().firstDay(6)).isEqualTo(epochDay("2025-03-02"));
    }

    @Test
    void aPlayEndsOnTheDateOfItsOwnOffsetElseOfTheZoneElseOfUtc() {
        fold(play("a", "song", "2025-03-01T23:30:00Z"));
        listener.setProfile(profile("Asia/Tokyo"), 0, true);
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
                        Item.NO_CONTEXT,
                        null,
                        NOW,
                        null));

        assertThat(dates()).containsExactly("2025-02-28", "2025-03-01", "2025-03-02");
    }

    @Test
    void datesAlreadyGivenStayWhenTheZoneChanges() {
        listener.setProfile(profile("Asia/Tokyo"), 0, true);
        fold(play("a", "song", "2025-03-01T23:30:00Z"));
        listener.setProfile(profile("America/New_York"), 0, true);

        assertThat(dates()).containsExactly("2025-03-02");
    }

    @Test
    void aPlayHasTheZoneHeldWhenItWasAppendedHoweverLateItIsRead() {
        listener.setProfile(profile("Asia/Tokyo"), NOW, true);
        listener.setProfile(profile("America/New_York"), NOW + 1, true);

        fold(play("a", "song", "2025-03-01T16:00:00Z"));

        assertThat(dates()).containsExactly("2025-03-02");
        assertThat(listener.zoneAt(NOW - 1)).isNull();
        assertThat(listener.zoneAt(NOW)).isEqualTo("Asia/Tokyo");
        assertThat(listener.zoneAt(NOW + 1)).isEqualTo("America/New_York");
    }

    @Test
    void profilesThatAreReadOnceMoreChangeNothingOfThePast() {
        for (int times = 0; times < 2; times++) {
            listener.setProfile(profile("Asia/Tokyo"), NOW, true);
            listener.setProfile(profile("America/New_York"), NOW + 1, true);
        }

        assertThat(listener.zoneAt(NOW - 1)).isNull();
        assertThat(listener.zoneAt(NOW)).isEqualTo("Asia/Tokyo");
        assertThat(listener.zoneAt(NOW + 1)).isEqualTo("America/New_York");
    }

    @Test
    void theFirstZoneHoldsForTheTimeBeforeWhereEarlierProfilesAreUnknown() {
        listener.setProfile(profile("Asia/Tokyo"), NOW + 1, false);
        listener.setProfile(profile("America/New_York"), NOW + 2, false);

        assertThat(listener.zoneAt(NOW)).isEqualTo("Asia/Tokyo");
        assertThat(listener.zoneAt(NOW + 2)).isEqualTo("America/New_York");
    }

    @Test
    void playsOfAnErasedListenerAreDroppedUntilAProfileReturns() {
        fold(play("a", "song", "2025-03-01T10:00:00Z"));
        listener.nextVersion();
        reopened().erase(5);

        assertThat(dates()).isEmpty();
        assertThat(listener.known()).isFalse();
        assertThat(listener.version()).isEqualTo(1);
        assertThat(fold(play("b", "song", "2025-03-01T10:00:00Z"))).isEqualTo(Result.ERASED);

        listener.setProfile(profile("UTC"), 0, true);
        assertThat(fold(play("a", "song", "2025-03-01T10:00:00Z"))).isEqualTo(Result.STREAM);
    }

    @Test
    void erasureForgetsSettledPartsToo() {
        for (int i = 0; i < 500; i++) {
            fold(play("e" + i, "song" + i, "2025-03-01T10:00:00Z"));
        }
        assertThat(store.bytes()).isPositive();
        reopened().erase(5);

        assertThat(store.bytes()).isZero();
        assertThat(listener.streams()).isZero();
        assertThat(reopened().items().size()).isZero();
    }

    @Test
    void whatWasAppendedBeforeAnErasureStaysForgottenHoweverLateItIsRead() {
        reopened().erase(NOW);
        listener.setProfile(profile("UTC"), 0, true);

        assertThat(fold(play("a", "song", "2025-03-01T10:00:00Z"))).isEqualTo(Result.ERASED);
    }

    @Test
    void whatWasAppendedWhileErasedStaysForgottenWhereItIsReadAfterTheReturn() {
        reopened().erase(NOW - 2);
        listener.setProfile(profile("UTC"), NOW + 1, true);

        assertThat(fold(play("a", "song", "2025-03-01T10:00:00Z"))).isEqualTo(Result.ERASED);
    }

    @Test
    void itemsThatDifferInNamesOrContextAreKeptApart() {
        PlayEvent plain = play("a", "song", "2025-03-01T10:00:00Z");
        fold(plain);
        fold(with(plain, 2, new Source("T", "A", null, null), Item.NO_CONTEXT));
        fold(with(plain, 3, null, 77));
        fold(with(plain, 4, null, 77));

        Items items = reopened().items();
        assertThat(items.size()).isEqualTo(3);
        assertThat(items.source(1)).isEqualTo(new Source("T", "A", null, null));
        assertThat(items.contextHash(2)).isEqualTo(77);
        assertThat(day("2025-03-01").size()).isEqualTo(3);
    }

    @Test
    void theUriIsLeftToACatalogueThatKeepsIt() {
        fold(play("a", "unknown", "2025-03-01T10:00:00Z"));
        catalogueKnowsAll = true;
        fold(play("b", "known", "2025-03-01T10:00:00Z"));
        fold(play("c", "unknown", "2025-03-02T10:00:00Z"));

        Items items = reopened().items();
        assertThat(items.size()).isEqualTo(2);
        assertThat(items.contentUri(0)).isEqualTo("unknown");
        assertThat(items.contentUri(1)).isNull();
        assertThat(items.contentHash(1)).isEqualTo(IdHash.of("known"));
    }

    @Test
    void aUriThatTheCatalogueGivesUpIsKept() {
        catalogueKnowsAll = true;
        for (int i = 0; i < 130; i++) {
            fold(play("e" + i, "song" + i, "2025-03-01T10:00:00Z"));
        }
        fold(play("recent", "newest", "2025-03-01T10:00:00Z"));
        ListenerFold fold = reopened();
        fold.keepUris(new Int2ObjectOpenHashMap<>(Map.of(3, "song3", 130, "newest")));

        Items items = reopened().items();
        assertThat(items.size()).isEqualTo(131);
        assertThat(items.contentUri(3)).isEqualTo("song3");
        assertThat(items.contentUri(4)).isNull();
        assertThat(items.contentUri(130)).isEqualTo("newest");
    }

    @Test
    void whatIsSettledIsWrittenRarely() {
        for (int i = 0; i < 1_000; i++) {
            fold(play("e" + i, "song" + i % 100, "2025-03-01T10:00:00Z"));
        }

        // One year, one run of items and one bucket each time.
        assertThat(store.writes()).isLessThan(3 * 8);
    }

    @Test
    void aThousandStreamsTakeNoMoreThanSixteenBytesEach() {
        catalogueKnowsAll = true;
        Random random = new Random(1);
        for (int i = 0; i < 1_000; i++) {
            // About three of eight plays are of a new song.
            int song = random.nextInt(1 + i * 3 / 8);
            fold(
                    play(
                            "e" + i,
                            "song" + song,
                            LocalDate.of(2025, 1, 1).plusDays(i / 8) + "T10:00:00Z",
                            60_000 + random.nextInt(240_000)));
        }

        long bytes = store.bytes() + ListenerCodec.encode(listener).length;
        assertThat(bytes).isLessThan(16 * 1_000);
    }

    private Result fold(PlayEvent play) {
        ListenerFold fold = reopened();
        Result result = fold.fold(play);
        fold.flush();
        return result;
    }

    private ListenerFold reopened() {
        return new ListenerFold(listener, store, (hash, uri) -> catalogueKnowsAll);
    }

    private List<String> dates() {
        ListenerFold fold = reopened();
        return fold.years().stream()
                .flatMap(year -> fold.year(year).days().stream())
                .map(day -> LocalDate.ofEpochDay(day.epochDay()).toString())
                .toList();
    }

    private DayRollup day(String date) {
        return reopened().year(LocalDate.parse(date).getYear()).day(epochDay(date));
    }

    private static List<String> described(ListenerFold fold) {
        List<String> rows = new ArrayList<>();
        Items items = fold.items();
        for (int year : fold.years()) {
            for (DayRollup day : fold.year(year).days()) {
                for (int row = 0; row < day.size(); row++) {
                    rows.add(
                            day.epochDay()
                                    + " "
                                    + items.item(day.item(row))
                                    + " first "
                                    + items.firstDay(day.item(row))
                                    + " "
                                    + day.streams(row)
                                    + " "
                                    + day.ms(row));
                }
            }
        }
        return rows;
    }

    private static PlayEvent play(String event, String uri, String endedAt) {
        return play(event, uri, endedAt, 60_000);
    }

    private static PlayEvent play(String event, String uri, String endedAt, int ms) {
        return new PlayEvent(
                "user",
                IdHash.of(event),
                Kind.MUSIC,
                uri,
                Instant.parse(endedAt).toEpochMilli(),
                ms,
                null,
                Item.NO_CONTEXT,
                null,
                NOW,
                null);
    }

    private static PlayEvent with(PlayEvent play, long hash, Source source, long context) {
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

    private static int epochDay(String date) {
        return Math.toIntExact(LocalDate.parse(date).toEpochDay());
    }
}
