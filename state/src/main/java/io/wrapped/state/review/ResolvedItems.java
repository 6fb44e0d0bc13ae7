package io.wrapped.state.review;

import io.wrapped.state.contract.CatalogueItem;
import io.wrapped.state.contract.Exclusion.Target;
import io.wrapped.state.contract.Kind;
import io.wrapped.state.contract.Named;
import io.wrapped.state.contract.Names;
import io.wrapped.state.contract.Source;
import io.wrapped.state.rollup.Exclusions;
import io.wrapped.state.rollup.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A listener's items as figures see them: looked up in the catalogue, names of the events where
 * that is silent, exclusions applied. Resolved once, so that figures add up numbers alone.
 */
final class ResolvedItems {
    /** Stands for an unknown release year; later than any year asked for. */
    static final int UNDATED = Integer.MAX_VALUE;

    private final Exclusions exclusions;
    private final boolean excludesAny;
    private final @Nullable Kind[] kinds;
    private final int[] releaseYears;
    private final Labels songs;
    private final Labels artists;
    private final Labels genres;
    private final Labels shows;

    ResolvedItems(List<Item> items, Exclusions exclusions, Catalogue catalogue) {
        this.exclusions = exclusions;
        this.excludesAny = !exclusions.isEmpty();
        int count = items.size();
        kinds = new Kind[count];
        releaseYears = new int[count];
        songs = new Labels(count);
        artists = new Labels(count);
        genres = new Labels(count);
        shows = new Labels(count);
        for (int number = 0; number < count; number++) {
            Item item = items.get(number);
            resolve(number, item, catalogue.find(uri(item)));
            songs.endItem();
            artists.endItem();
            genres.endItem();
            shows.endItem();
        }
    }

    private void resolve(int number, Item item, @Nullable CatalogueItem known) {
        releaseYears[number] = UNDATED;
        String song = songId(item, known);
        List<Named> credits = credits(item.source(), known);
        Named show = show(item.source(), known);
        if (excludesAny && isExcluded(item, song, credits, show)) {
            return;
        }
        kinds[number] = item.kind();
        if (item.kind() == Kind.PODCAST && show != null) {
            shows.add(show.id(), show.name());
        }
        if (item.kind() != Kind.MUSIC) {
            return;
        }
        songs.add(song, title(item.source(), known));
        for (Named artist : credits) {
            artists.add(artist.id(), artist.name());
        }
        if (known != null) {
            for (String genre : known.genres()) {
                if (!genre.isEmpty()) {
                    genres.add(genre, genre);
                }
            }
            if (known.releaseYear() != null) {
                releaseYears[number] = known.releaseYear();
            }
        }
    }

    private boolean isExcluded(Item item, String song, List<Named> credits, @Nullable Named show) {
        return exclusions.excludes(Target.TRACK, uri(item))
                || exclusions.excludes(Target.TRACK, song)
                || (!credits.isEmpty() && exclusions.excludes(Target.ARTIST, credits.get(0).id()))
                || (show != null && exclusions.excludes(Target.SHOW, show.id()))
                || exclusions.excludesContext(item.contextHash());
    }

    private static String songId(Item item, @Nullable CatalogueItem known) {
        String songId = known == null ? null : known.songId();
        return songId == null || songId.isEmpty() ? uri(item) : songId;
    }

    private static String uri(Item item) {
        return Objects.requireNonNull(item.contentUri());
    }

    private static @Nullable String title(@Nullable Source source, @Nullable CatalogueItem known) {
        if (known != null && Names.present(known.name())) {
            return known.name();
        }
        return source != null && Names.present(source.title()) ? source.title() : null;
    }

    private static List<Named> credits(@Nullable Source source, @Nullable CatalogueItem known) {
        List<Named> credits = new ArrayList<>();
        if (known != null) {
            for (Named artist : known.artists()) {
                addIfIdentified(credits, artist.id(), artist.name());
            }
        }
        if (credits.isEmpty() && source != null) {
            addIfIdentified(credits, "", source.artist());
        }
        return credits;
    }

    private static @Nullable Named show(@Nullable Source source, @Nullable CatalogueItem known) {
        List<Named> shows = new ArrayList<>(1);
        if (known != null && known.show() != null) {
            addIfIdentified(shows, known.show().id(), known.show().name());
        }
        if (shows.isEmpty() && source != null) {
            addIfIdentified(shows, "", source.show());
        }
        return shows.isEmpty() ? null : shows.get(0);
    }

    /** An empty id is none: the name makes one, and what has neither is not there. */
    private static void addIfIdentified(List<Named> to, String id, @Nullable String name) {
        String present = Names.present(name) ? name : null;
        String made = id.isEmpty() ? Names.nameId(present) : id;
        if (made != null) {
            to.add(new Named(made, present));
        }
    }

    /** The kind of an item's plays, null where the item is excluded. */
    @Nullable Kind kind(int item) {
        return kinds[item];
    }

    /** The release year of a piece of music, {@link #UNDATED} where unknown. */
    int releaseYear(int item) {
        return releaseYears[item];
    }

    /** How many items there are. */
    int count() {
        return kinds.length;
    }

    /** The song of music. */
    Labels songs() {
        return songs;
    }

    /** The artists credited on music, the primary one first. */
    Labels artists() {
        return artists;
    }

    /** The genres of music. */
    Labels genres() {
        return genres;
    }

    /** The show of podcasts. */
    Labels shows() {
        return shows;
    }
}
