package io.wrapped.local.listeners;

import io.wrapped.state.contract.CatalogueItem;
import java.util.List;

/** A podcast that does not exist, with its episodes in the catalogue. */
record InventedShow(String id, String name, List<CatalogueItem> episodes) {

    InventedShow {
        episodes = List.copyOf(episodes);
    }
}
