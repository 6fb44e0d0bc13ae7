package io.wrapped.jobs.imports;

import io.wrapped.state.contract.Names;
import org.jspecify.annotations.Nullable;

/** Ids of contents whose names may be missing. */
final class ContentIds {
    private ContentIds() {}

    /** The id made of whose the content is and its title, or null where either is missing. */
    static @Nullable String ofNames(@Nullable String whose, @Nullable String title) {
        return whose == null || title == null || !Names.present(whose) || !Names.present(title)
                ? null
                : Names.contentUri(whose, title);
    }
}
