package io.wrapped.local.listeners;

import io.wrapped.state.contract.CatalogueItem;
import java.util.List;

/** An artist that does not exist, with the songs in the catalogue. */
record InventedArtist(
        String id, String name, String genre, boolean old, List<CatalogueItem> songs) {

    InventedArtist {
        songs = List.copyOf(songs);
    }
}
