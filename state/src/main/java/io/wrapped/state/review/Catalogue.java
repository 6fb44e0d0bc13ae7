package io.wrapped.state.review;

import io.wrapped.state.contract.CatalogueItem;
import org.jspecify.annotations.Nullable;

/** The catalogue as it is at the moment a review is computed. */
@FunctionalInterface
public interface Catalogue {

    /** The record of a content, or null where the catalogue does not know it. */
    @Nullable CatalogueItem find(String contentUri);
}
