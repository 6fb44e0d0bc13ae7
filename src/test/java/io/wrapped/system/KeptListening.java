package io.wrapped.system;

import static io.wrapped.system.Listening.YEAR;

import io.wrapped.state.cases.PlainListener;
import io.wrapped.state.contract.CatalogueItem;
import io.wrapped.state.contract.Exclusion;
import io.wrapped.state.contract.Exclusion.Target;
import io.wrapped.state.contract.Kind;
import io.wrapped.state.contract.Named;
import io.wrapped.state.contract.Play;
import io.wrapped.state.contract.Profile;
import io.wrapped.state.contract.Source;
import io.wrapped.state.review.ContentTable;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The listening that golden savepoints hold. Never changed: the savepoints that exist would not
 * follow.
 *
 * <p>Ann streams enough to have settled parts, in a zone where her year begins early, with a
 * context and a track excluded. Bob hears podcasts, late and with names of the plays' own. Cleo is
 * erased, Eve came back after an erasure, and of Dan all plays still wait.
 */
final class KeptListening {
    private static final LocalDateTime EVE_2024 = LocalDate.of(2024, 12, 31).atTime(16, 0);

    private KeptListening() {}

    /** Is told what happens, in order. */
    interface Audience {
        void profile(Profile profile);

        void exclusion(Exclusion exclusion);

        void play(Play play);

        /** What was told before comes before what is told next. */
        void pause();
    }

    static List<CatalogueItem> catalogue() {
        List<CatalogueItem> items = new ArrayList<>();
        for (int song = 0; song < 10; song++) {
            items.add(Listening.song("ann", song, "Known tune " + song, "genre " + song % 3));
        }
        items.add(
                new CatalogueItem(
                        "episode:1",
                        "Episode one",
                        Kind.PODCAST,
                        List.of(),
                        null,
                        null,
                        List.of(),
                        null,
                        new Named("show:1", "A known show"),
                        null,
                        null,
                        null));
        return items;
    }

    /** What was folded before the savepoint. */
    static void tellFolded(Audience audience) {
        audience.profile(new Profile("ann", "Asia/Tokyo", "--06-14", "en", "JP", false));
        audience.profile(Listening.profile("bob", "America/New_York"));
        audience.profile(Listening.profile("cleo", "Europe/London"));
        audience.profile(Listening.profile("dan", "Europe/Berlin"));
        audience.exclusion(new Exclusion("ann", Target.CONTEXT, "list:work", true, 5));
        audience.exclusion(
                new Exclusion("ann", Target.TRACK, Listening.content("ann", 2), true, 5));
        audience.exclusion(new Exclusion("ann", Target.ARTIST, "artist:4", true, 5));
        audience.exclusion(new Exclusion("ann", Target.ARTIST, "artist:4", false, 6));
        audience.exclusion(new Exclusion("bob", Target.SHOW, "name:noise", true, 5));
        audience.pause();
        for (Play play : Listening.year("ann")) {
            audience.play(play);
        }
        for (int i = 0; i < 12; i++) {
            LocalDateTime time = EVE_2024.plusHours(i);
            audience.play(withContext(Listening.play("ann", "eve-" + i, i, time), "list:" + i % 2));
            audience.play(withContext(Listening.play("ann", "work-" + i, i, time), "list:work"));
        }
        for (int i = 0; i < 9; i++) {
            LocalDateTime time = LocalDate.of(YEAR, 3, 1 + i).atTime(2, 0);
            audience.play(episode("bob", "known-" + i, "episode:1", null, time));
            audience.play(episode("bob", "own-" + i, "episode:own:" + i, "Own show", time));
            audience.play(episode("bob", "noise-" + i, "episode:noise", "Noise", time));
        }
        audience.play(Listening.play("bob", "year-ago", 1, LocalDate.of(2024, 5, 5).atTime(9, 0)));
        audience.play(Listening.play("cleo", "forgotten", 1, EVE_2024));
        audience.play(Listening.play("eve", "forgotten", 1, EVE_2024));
        audience.pause();
        audience.profile(Listening.erasure("cleo"));
        audience.profile(Listening.erasure("eve"));
        audience.pause();
        audience.profile(Listening.profile("eve", "Asia/Tokyo"));
        audience.pause();
        audience.play(Listening.play("eve", "after", 2, EVE_2024.plusDays(3)));
        audience.play(Listening.play("cleo", "refused", 2, EVE_2024.plusDays(3)));
        audience.pause();
    }

    /** What waited when the savepoint was taken. */
    static void tellWaiting(Audience audience) {
        audience.play(Listening.play("dan", "waiting", 1, EVE_2024.plusHours(8)));
        audience.play(Listening.play("dan", "waiting-too", 2, EVE_2024.plusHours(5)));
        audience.play(Listening.play("ann", "waiting", 1, LocalDate.of(YEAR, 8, 8).atTime(8, 0)));
    }

    /** The documents of a whole year by the plain logic alone. */
    static SortedMap<String, String> reviews(int year) {
        ContentTable catalogue = new ContentTable();
        catalogue().forEach(item -> catalogue.put(item, 0));
        PlainAudience audience = new PlainAudience();
        tellFolded(audience);
        tellWaiting(audience);
        int through = Math.toIntExact(LocalDate.of(year, 12, 31).toEpochDay());
        SortedMap<String, String> reviews = new TreeMap<>();
        audience.listeners.forEach(
                (user, listener) -> {
                    if (listener.known()) {
                        byte[] document = listener.review(year, through, catalogue).bytes();
                        reviews.put(user, new String(document, StandardCharsets.UTF_8));
                    }
                });
        return reviews;
    }

    private static final class PlainAudience implements Audience {
        private final SortedMap<String, PlainListener> listeners = new TreeMap<>();

        private PlainListener listener(String user) {
            return listeners.computeIfAbsent(user, PlainListener::new);
        }

        @Override
        public void profile(Profile profile) {
            listener(profile.userId()).apply(profile);
        }

        @Override
        public void exclusion(Exclusion exclusion) {
            listener(exclusion.userId()).apply(exclusion);
        }

        @Override
        public void play(Play play) {
            listener(play.userId()).play(play);
        }

        @Override
        public void pause() {}
    }

    private static Play withContext(Play play, String context) {
        return new Play(
                play.eventId(),
                play.userId(),
                play.contentUri(),
                play.kind(),
                play.endedAt(),
                play.msPlayed(),
                play.utcOffsetMinutes(),
                context,
                null,
                false,
                null,
                null,
                null,
                play.source());
    }

    private static Play episode(
            String user, String event, String uri, String show, LocalDateTime endedAt) {
        return new Play(
                event,
                user,
                uri,
                Kind.PODCAST,
                endedAt.toInstant(ZoneOffset.UTC).toEpochMilli(),
                1_800_000,
                -300,
                null,
                null,
                false,
                null,
                null,
                null,
                show == null ? null : new Source("Talk", null, null, show));
    }
}
