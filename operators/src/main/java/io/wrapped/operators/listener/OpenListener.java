package io.wrapped.operators.listener;

import io.wrapped.state.contract.CatalogueItem;
import io.wrapped.state.contract.Profile;
import io.wrapped.state.contract.ReportRequest;
import io.wrapped.state.contract.Trigger;
import io.wrapped.state.review.ReviewConfig;
import io.wrapped.state.review.StoreVersion;
import io.wrapped.state.rollup.Item;
import io.wrapped.state.rollup.Listener;
import io.wrapped.state.rollup.ListenerFold;
import io.wrapped.state.rollup.Listening;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One listener whose key is set, while something is made of what is kept of them. */
final class OpenListener {
    private final String userId;
    private final Listener listener;
    private final ListenerFold fold;
    private final ListenerState state;
    private final CatalogueReplica catalogue;
    private final ReviewConfig config;

    OpenListener(
            String userId,
            Listener listener,
            ListenerFold fold,
            ListenerState state,
            CatalogueReplica catalogue,
            ReviewConfig config) {
        this.userId = userId;
        this.listener = listener;
        this.fold = fold;
        this.state = state;
        this.catalogue = catalogue;
        this.config = config;
    }

    Listener listener() {
        return listener;
    }

    void save() throws Exception {
        state.update(listener);
    }
}
