package io.wrapped.jobs.cli;

import io.wrapped.state.contract.CatalogueItem;
import io.wrapped.state.contract.Kind;
import io.wrapped.state.contract.Play;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** How much of what was played the catalogue describes, since some kinds of day rest on it. */
final class CatalogueCoverage {
    private static final int GENRE = 1;
    private static final int YEAR = 2;

    private final Map<String, Integer> known = new HashMap<>();
    private final Set<String> songs = new HashSet<>();

    void catalogue(CatalogueItem item) {
        int flags = item.genres().isEmpty() ? 0 : GENRE;
        flags |= item.releaseYear() == null ? 0 : YEAR;
        known.put(item.contentUri(), flags);
    }

    void play(Play play) {
        if (play.kind() == Kind.MUSIC) {
            songs.add(play.contentUri());
        }
    }

    /** What is lacking, in words; empty when nothing is. */
    String text() {
        long genres = songs.stream().filter(uri -> has(uri, GENRE)).count();
        long years = songs.stream().filter(uri -> has(uri, YEAR)).count();
        StringBuilder text = new StringBuilder();
        if (genres < songs.size()) {
            lacking(text, "genres", genres, "TOP_GENRE_DAY and MOST_UNUSUAL_DAY");
        }
        if (years < songs.size()) {
            lacking(text, "release years", years, "MOST_NOSTALGIC_DAY");
        }
        if (text.length() > 0) {
            text.append(
                    "Supply it with --catalogue FILE.jsonl, one record a line: content_uri, kind,"
                            + " name, artists, genres, release_year.\n");
        }
        return text.toString();
    }

    private void lacking(StringBuilder text, String what, long there, String kinds) {
        text.append(
                String.format(
                        Locale.ROOT,
                        "The catalogue has %s for %,d of %,d songs; %s %s.%n",
                        what,
                        there,
                        songs.size(),
                        kinds,
                        there == 0 ? "cannot be found" : "can be found among those only"));
    }

    private boolean has(String uri, int flag) {
        return (known.getOrDefault(uri, 0) & flag) != 0;
    }
}
