package io.wrapped.system;

import io.wrapped.state.contract.CatalogueItem;
import io.wrapped.state.contract.Kind;
import io.wrapped.state.contract.Named;
import io.wrapped.state.contract.Play;
import io.wrapped.state.contract.Profile;
import io.wrapped.state.contract.Source;
import io.wrapped.state.contract.Trigger;
import io.wrapped.state.contract.Trigger.Purpose;
import io.wrapped.state.contract.Trigger.Scope;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** A year of invented listening. Every user has songs of their own. */
final class Listening {
    static final int YEAR = 2025;

    /** A date with an hour of music. */
    static final LocalDate BIGGEST = LocalDate.of(YEAR, 6, 14);

    /** A date with one song again and again. */
    static final LocalDate ON_REPEAT = LocalDate.of(YEAR, 9, 1);

    /** A date without any stream. */
    static final LocalDate SILENT = LocalDate.of(YEAR, 11, 11);

    private static final int SONGS = 40;
    private static final int ARTISTS = 8;
    private static final int USUAL_MS = 180_000;

    private Listening() {}

    /** A year with several remarkable days. */
    static List<Play> year(String user) {
        List<Play> plays = new ArrayList<>();
        for (int i = 0; i < SONGS; i++) {
            LocalDateTime noon = LocalDate.of(YEAR, 1, 1).plusDays(5L * i).atTime(12, 0);
            plays.add(play(user, "usual-" + i, i, noon, USUAL_MS));
            plays.add(play(user, "again-" + i, (i + 7) % SONGS, noon.plusHours(1), USUAL_MS));
        }
        for (int i = 0; i < 20; i++) {
            LocalDateTime time = BIGGEST.atTime(12, 0).plusMinutes(4L * i);
            plays.add(play(user, "big-" + i, i, time, USUAL_MS));
        }
        for (int i = 0; i < 25; i++) {
            LocalDateTime time = ON_REPEAT.atTime(12, 0).plusMinutes(2L * i);
            plays.add(play(user, "repeat-" + i, 3, time, 60_000));
        }
        return plays;
    }

    /** A play of three minutes. */
    static Play play(String user, String event, int song, LocalDateTime endedAt) {
        return play(user, event, song, endedAt, USUAL_MS);
    }

    static Play play(String user, String event, int song, LocalDateTime endedAt, int ms) {
        return new Play(
                event,
                user,
                content(user, song),
                Kind.MUSIC,
                endedAt.toInstant(ZoneOffset.UTC).toEpochMilli(),
                ms,
                null,
                null,
                null,
                false,
                null,
                null,
                null,
                new Source("Tune " + song, "Band " + song % ARTISTS, null, null));
    }

    static String content(String user, int song) {
        return "song:" + user + ":" + song;
    }

    /** A catalogue record of a user's song. */
    static CatalogueItem song(String user, int song, String name, String genre) {
        return new CatalogueItem(
                content(user, song),
                name,
                Kind.MUSIC,
                List.of(new Named("artist:" + song % ARTISTS, "Band " + song % ARTISTS)),
                null,
                null,
                List.of(genre),
                null,
                null,
                null,
                null,
                null);
    }

    static Profile profile(String user, String zone) {
        return new Profile(user, zone, null, null, null, false);
    }

    static Profile erasure(String user) {
        return new Profile(user, "UTC", null, null, null, true);
    }

    /** The year's end for everyone. */
    static Trigger everyone(String command) {
        return trigger(command, Scope.EVERYONE, List.of());
    }

    /** The year's end for some. */
    static Trigger only(String command, String... users) {
        return trigger(command, Scope.USERS, List.of(users));
    }

    private static Trigger trigger(String command, Scope scope, List<String> users) {
        return new Trigger(
                command,
                YEAR,
                (int) LocalDate.of(YEAR, 12, 31).toEpochDay(),
                scope,
                users,
                null,
                0,
                Purpose.FINAL);
    }
}
