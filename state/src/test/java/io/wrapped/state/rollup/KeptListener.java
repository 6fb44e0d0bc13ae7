package io.wrapped.state.rollup;

import io.wrapped.state.contract.Kind;
import io.wrapped.state.contract.Outcome.Result;
import io.wrapped.state.contract.Profile;
import io.wrapped.state.contract.Source;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A listener with all that state can hold, and the settled parts by name. */
final class KeptListener {
    private static final int SETTLED = 1_100;
    private static final int RECENT = 5;

    final Listener listener;
    final SortedMap<String, byte[]> parts;
    final ListenerFold fold;

    /** A listener whose parts lie as given. */
    KeptListener(Listener listener, SortedMap<String, byte[]> parts) {
        this.listener = listener;
        this.parts = parts;
        this.fold =
                new ListenerFold(
                        listener, new NamedParts(parts), (hash, uri) -> !uri.endsWith("unknown"));
    }

    /** Of two runs of items, two buckets of events, two years, and something recent. */
    static KeptListener settled() {
        KeptListener kept = withProfile();
        kept.fold(plays(0, SETTLED));
        kept.fold(plays(SETTLED, RECENT));
        kept.listener.reviewStored(2024, 7, 1_700_000_000);
        kept.listener.reviewStored(2025, Long.MIN_VALUE, 1_700_000_000);
        kept.listener.nextVersion();
        return kept;
    }

    /** Nothing is settled yet. */
    static KeptListener recent() {
        KeptListener kept = withProfile();
        kept.listener.reviewed(1_735_700_000_123L);
        kept.fold(plays(0, 12));
        kept.listener.triggerHandled(1_735_700_000_456L, 9);
        return kept;
    }

    /** Lived in three zones, the first of them unknown. */
    static KeptListener moved() {
        KeptListener kept = new KeptListener(new Listener(), new TreeMap<>());
        kept.fold(plays(0, 3));
        kept.listener.setProfile(profile("America/New_York"), 1_720_000_000_000L, true);
        kept.listener.setProfile(profile("Asia/Tokyo"), 1_722_000_000_000L, true);
        kept.fold(plays(3, 9));
        return kept;
    }

    /** Came back after an erasure. */
    static KeptListener returned() {
        KeptListener kept = settled();
        kept.fold.erase(1_735_800_000_000L);
        kept.listener.setProfile(profile("UTC"), 0, false);
        return kept;
    }

    static KeptListener erased() {
        KeptListener kept = settled();
        kept.fold.erase(1_735_800_000_000L);
        return kept;
    }

    private static Profile profile(String zone) {
        return new Profile("u", zone, null, null, null, false);
    }

    private static KeptListener withProfile() {
        Listener listener = new Listener();
        listener.setProfile(
                new Profile("u", "Asia/Tokyo", "--02-29", "ja-JP", "JP", false), 0, false);
        return new KeptListener(listener, new TreeMap<>());
    }

    private void fold(List<PlayEvent> plays) {
        plays.forEach(fold::fold);
        fold.flush();
    }

    /** Whether everything of {@link #settled} is known to have been counted. */
    boolean knowsItsEvents() {
        return plays(0, SETTLED + RECENT).stream()
                .allMatch(play -> fold.fold(play) == Result.DUPLICATE);
    }

    /** What of the listening can be read, encoded: items and years. */
    SortedMap<String, byte[]> listening() {
        SortedMap<String, byte[]> listening = new TreeMap<>();
        ByteWriter items = new ByteWriter(64);
        fold.items().write(0, fold.items().size(), items);
        listening.put("items", items.toByteArray());
        for (int year : fold.years()) {
            ByteWriter rollups = new ByteWriter(64);
            fold.year(year).write(rollups);
            listening.put("year " + year, rollups.toByteArray());
        }
        return listening;
    }

    private static List<PlayEvent> plays(int from, int count) {
        List<PlayEvent> plays = new ArrayList<>();
        for (int i = from; i < from + count; i++) {
            plays.add(play(i));
        }
        return plays;
    }

    /** Most contents are played once; some are unknown to the catalogue, some carry names. */
    private static PlayEvent play(int number) {
        long endedAt =
                LocalDate.of(2024, 7, 1)
                        .plusDays(number * 7L % 365)
                        .atTime(number % 24, 10)
                        .toInstant(ZoneOffset.UTC)
                        .toEpochMilli();
        int song = number % 50 == 49 ? 3 : number;
        return new PlayEvent(
                "u",
                IdHash.of("event " + number),
                Kind.values()[song % 17 % 3],
                "song:" + song + (song % 100 == 50 ? ":unknown" : ""),
                endedAt,
                30_000 + number * 97,
                number % 5 == 0 ? -90 : null,
                song % 10 == 7 ? IdHash.of("context " + song / 400) : Item.NO_CONTEXT,
                song % 100 == 1 ? new Source("Töne " + song, "Band", null, null) : null,
                endedAt + 5_000,
                number % 3 == 0 ? new Origin("import", "play", 2, number) : null);
    }

    /** One play with everything, one with the least. */
    static List<PlayEvent> twoPlays() {
        return List.of(
                new PlayEvent(
                        "u",
                        -5,
                        Kind.AUDIOBOOK,
                        "uri",
                        1_735_700_000_123L,
                        86_400_000,
                        -840,
                        9,
                        new Source("t", "ä", null, "s"),
                        1_735_700_005_000L,
                        new Origin("import", "play", 3, 1L << 40)),
                new PlayEvent(
                        "u", 1, Kind.MUSIC, "ü", 2, 30_000, null, Item.NO_CONTEXT, null, 1, null));
    }

    private record NamedParts(SortedMap<String, byte[]> parts) implements RollupStore {
        @Override
        public byte[] get(Part part, int number) {
            return parts.get(part + "-" + number);
        }

        @Override
        public void put(Part part, int number, byte[] encoded) {
            parts.put(part + "-" + number, encoded);
        }

        @Override
        public void clear() {
            parts.clear();
        }
    }
}
