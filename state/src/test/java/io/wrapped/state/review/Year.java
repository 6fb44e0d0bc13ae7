package io.wrapped.state.review;

import io.wrapped.state.cases.PlainListener;
import io.wrapped.state.contract.CatalogueItem;
import io.wrapped.state.contract.Exclusion;
import io.wrapped.state.contract.Kind;
import io.wrapped.state.contract.Named;
import io.wrapped.state.contract.Play;
import io.wrapped.state.contract.Source;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** Builds one listener's 2025 for tests: content, streams, exclusions, then the review. */
final class Year {
    static final int NUMBER = 2025;
    private static final LocalDate FILLED = LocalDate.of(2025, 1, 2);

    private static final long CHANGED_AT = 1;

    private final PlainListener listener = new PlainListener("u1");
    private final ContentTable catalogue = new ContentTable();
    private int events;

    /** A year that is eligible: 30 songs of 5 artists, 30 seconds each, on 2 January. */
    static Year eligible() {
        Year year = new Year();
        for (int song = 0; song < 30; song++) {
            year.song("f" + song, "Artist " + song % 5).stream("f" + song, FILLED, 30);
        }
        return year;
    }

    Year song(String uri, String artist, String... genres) {
        return song(uri, artist, null, genres);
    }

    Year song(String uri, String artist, Integer releaseYear, String... genres) {
        catalogue.put(
                new CatalogueItem(
                        uri,
                        "Title of " + uri,
                        Kind.MUSIC,
                        List.of(new Named(artist, artist)),
                        null,
                        null,
                        List.of(genres),
                        releaseYear,
                        null,
                        null,
                        null,
                        null),
                CHANGED_AT);
        return this;
    }

    Year item(CatalogueItem item) {
        catalogue.put(item, CHANGED_AT);
        return this;
    }

    Year stream(String uri, LocalDate date, int seconds) {
        return stream(Kind.MUSIC, uri, date, seconds, null);
    }

    Year stream(Kind kind, String uri, LocalDate date, int seconds, Source source) {
        listener.play(
                new Play(
                        "e" + events++,
                        "u1",
                        uri,
                        kind,
                        date.atTime(12, 0).toInstant(ZoneOffset.UTC).toEpochMilli(),
                        seconds * 1000,
                        null,
                        null,
                        null,
                        false,
                        null,
                        null,
                        null,
                        source));
        return this;
    }

    Year exclude(Exclusion.Target target, String id) {
        listener.apply(new Exclusion("u1", target, id, true, 1));
        return this;
    }

    Review review() {
        return document().read();
    }

    ReviewDocument document() {
        int through = Math.toIntExact(LocalDate.of(NUMBER, 12, 31).toEpochDay());
        return listener.review(NUMBER, through, catalogue);
    }

    String dayFacts(LocalDate date) {
        return listener.dayFacts(Math.toIntExact(date.toEpochDay()), catalogue);
    }
}
