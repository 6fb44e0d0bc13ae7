package io.wrapped.state.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a content (SPEC section 1, topic {@code catalogue}).
 *
 * @param artists the first one is the primary artist
 * @param songId one id for the several URIs of one song
 * @param durationMs milliseconds
 */
public record CatalogueItem(
        String contentUri,
        @Nullable String name,
        Kind kind,
        List<Named> artists,
        @Nullable String album,
        @Nullable String songId,
        List<String> genres,
        @Nullable Integer releaseYear,
        @Nullable Named show,
        @Nullable Long durationMs,
        @Nullable Boolean explicit,
        @Nullable String language) {

    public CatalogueItem {
        artists = List.copyOf(artists);
        genres = List.copyOf(genres);
    }
}
