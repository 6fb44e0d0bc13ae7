package io.wrapped.state.review;

import io.wrapped.state.contract.Kind;
import io.wrapped.state.contract.Source;
import io.wrapped.state.rollup.Exclusions;
import io.wrapped.state.rollup.Items;
import it.unimi.dsi.fastutil.bytes.ByteArrays;
import it.unimi.dsi.fastutil.ints.Int2ObjectMap;
import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntArrays;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A listener's items as figures see them: looked up in the catalogue, names of the events where
 * that is silent, exclusions applied. Resolved once, so that figures add up numbers alone; items
 * that come later are resolved behind them, and change no number that was given.
 */
final class ResolvedItems {
    /** Of no listener. */
    static final ResolvedItems NONE = new ResolvedItems(hash -> null, false);

    /** In place of a kind: the item is excluded. */
    static final int EXCLUDED = -1;

    static final int MUSIC = Kind.MUSIC.ordinal();
    static final int PODCAST = Kind.PODCAST.ordinal();

    /** In place of a song's artist: some of its items credit another one, or none. */
    static final int SEVERAL_ARTISTS = -2;

    private static final Content[] NO_CONTENTS = {};

    /**
     * Begins the id of a content whose uri only the catalogue kept, and keeps no longer: its record
     * was taken back and forgotten before this listener was looked at.
     */
    private static final String LOST = "lost:";

    // A content that is not the catalogue's, with its texts and labels, and where it is found.
    private static final int OWN_BYTES = 600;

    private final Catalogue catalogue;
    private final Labels songs = Labels.single((item, place) -> content(item).song());
    private final Labels artists = Labels.several((item, place) -> content(item).artist(place));
    private final Labels genres = Labels.several((item, place) -> content(item).genre(place));
    private final Labels shows =
            Labels.single((item, place) -> Objects.requireNonNull(content(item).show()));
    private final Int2ObjectMap<String> takenBack = new Int2ObjectOpenHashMap<>(0);
    private Items items = new Items();

    /** Contents that the catalogue does not have as they are, by item. */
    private final Int2ObjectMap<Content> own = new Int2ObjectOpenHashMap<>(0);

    /** Of the items that are found and not resolved; of all items where they are kept. */
    private Content[] found = NO_CONTENTS;

    private final boolean contentsKept;
    private boolean allFound;

    private byte[] kinds = {};

    // By song, its primary artist; negative where there is none, or not one.
    private int[] artistOfSong = {};
    private int[] releaseYears = {};
    private int count;
    private long changedAt;

    /**
     * @param contentsKept whether contents that were found may be held until the next listener
     */
    ResolvedItems(Catalogue catalogue, boolean contentsKept) {
        this.catalogue = catalogue;
        this.contentsKept = contentsKept;
    }

    /** Begins anew with the items of a listener, none of which is looked up yet. */
    void begin(Items streamed) {
        items = streamed;
        count = 0;
        changedAt = Long.MIN_VALUE;
        found = NO_CONTENTS;
        allFound = false;
        takenBack.clear();
        own.clear();
        int size = streamed.size();
        songs.begin(size);
        artists.begin(size);
        genres.begin(0);
        shows.begin(0);
    }

    /**
     * Looks the items up that are not resolved; what they mean is known once they are {@link
     * #resolve resolved}. Nothing but look-ups is done in a row, then nothing but a glance at each
     * content: so the memory that either waits for is fetched for several items at a time.
     */
    void find() {
        int more = items.size() - count;
        if (allFound && more > 0) {
            allFound = false;
            found = NO_CONTENTS;
        }
        if (more == 0) {
            takenBack.clear();
        }
        if (more == 0 || more == found.length) {
            return;
        }
        found = new Content[more];
        takenBack.clear();
        for (int i = 0; i < more; i++) {
            found[i] = catalogue.find(items.contentHash(count + i));
        }
        for (int i = 0; i < more; i++) {
            int item = count + i;
            Content known = found[i];
            if (!isOf(item, known)) {
                continue;
            }
            changedAt = Math.max(changedAt, known.changedAt());
            if (known.isSilent() && items.contentUri(item) == null) {
                takenBack.put(item, known.uri());
            }
        }
    }

    /** Lets go of contents that were found and not resolved; they can be found again. */
    void letGo() {
        found = allFound ? found : NO_CONTENTS;
    }

    /** Whether what the catalogue has is an item's: of two uris with the same hash it has one. */
    private boolean isOf(int item, @Nullable Content known) {
        if (known == null) {
            return false;
        }
        String uri = items.contentUri(item);
        return uri == null || uri.equals(known.uri());
    }

    /** The content of an item, given what the catalogue has. */
    private Content content(int item, @Nullable Content known) {
        Source source = items.source(item);
        if (source == null && isOf(item, known)) {
            return Objects.requireNonNull(known);
        }
        Content content =
                isOf(item, known)
                        ? Objects.requireNonNull(known)
                        : unknown(items.contentUri(item), items.contentHash(item));
        Content named = source == null ? content : content.with(source);
        own.put(item, named);
        return named;
    }

    private static Content unknown(@Nullable String uri, long hash) {
        return Content.silent(
                uri == null ? LOST + HexFormat.of().toHexDigits(hash) : uri, hash, Long.MIN_VALUE);
    }

    /**
     * The content of an item. Those of the catalogue are not kept: there may be very many, and few
     * are asked for by name.
     */
    private Content content(int item) {
        if (allFound) {
            return found[item];
        }
        Content held = own.isEmpty() ? null : own.get(item);
        return held == null
                ? Objects.requireNonNull(
                        catalogue.find(items.contentHash(item)), "the catalogue lost an item")
                : held;
    }

    /** See {@link ListenerYearReviews#takenBack}. */
    Int2ObjectMap<String> takenBack() {
        return takenBack;
    }

    /** When the last record of any of the items came, see {@link Content#changedAt}. */
    long changedAt() {
        return changedAt;
    }

    /** Numbers the labels of the items that were found. */
    void resolve(Exclusions exclusions) {
        if (allFound) {
            return;
        }
        int first = count;
        count += found.length;
        if (count > kinds.length) {
            kinds = ByteArrays.grow(kinds, count, first);
            releaseYears = IntArrays.ensureCapacity(releaseYears, kinds.length, first);
        }
        ExcludedIds excluded = exclusions.isEmpty() ? null : new ExcludedIds(exclusions);
        songs.reserve(found.length, found.length);
        artists.reserve(found.length, 2 * found.length);
        genres.reserve(found.length, 2 * found.length);
        shows.reserve(found.length, 0);
        for (int i = 0; i < found.length; i++) {
            int item = first + i;
            found[i] = content(item, found[i]);
            resolve(item, found[i], excluded);
            artists.endItem();
            genres.endItem();
            creditSong(item);
        }
        allFound = contentsKept && first == 0;
        found = allFound ? found : NO_CONTENTS;
    }

    private void creditSong(int item) {
        int song = songs.first(item);
        if (song < 0) {
            return;
        }
        artistOfSong = IntArrays.grow(artistOfSong, song + 1);
        int artist = artists.first(item);
        if (songs.home(song) == item) {
            artistOfSong[song] = artist;
        } else if (artistOfSong[song] != artist) {
            artistOfSong[song] = SEVERAL_ARTISTS;
        }
    }

    /**
     * The primary artist of a song, negative where there is none, {@link #SEVERAL_ARTISTS} where
     * its items do not agree.
     */
    int artistOfSong(int song) {
        return artistOfSong[song];
    }

    private void resolve(int number, Content content, @Nullable ExcludedIds excluded) {
        if (excluded != null && excluded.contain(content, items.contextHash(number))) {
            kinds[number] = EXCLUDED;
            songs.setNone();
            shows.setNone();
            return;
        }
        Kind kind = items.kind(number);
        kinds[number] = (byte) kind.ordinal();
        if (kind == Kind.MUSIC) {
            songs.set(content.songKey(), content.songNameKey());
            for (int i = 0; i < content.artists(); i++) {
                artists.add(content.artistKey(i), content.artistNameKey(i), content.artist(i));
            }
            for (int i = 0; i < content.genres(); i++) {
                // A genre's name is its id.
                genres.add(content.genreKey(i), 0, content.genre(i));
            }
            releaseYears[number] = content.releaseYear();
        } else {
            songs.setNone();
        }
        Label show = kind == Kind.PODCAST ? content.show() : null;
        if (show == null) {
            shows.setNone();
        } else {
            shows.set(show.key(), show.nameKey());
        }
    }

    /** The ordinal of the kind of an item's plays, {@link #EXCLUDED} where it is left out. */
    int kind(int item) {
        return kinds[item];
    }

    /** The release year of music, {@link Content#UNDATED} where unknown. */
    int releaseYear(int item) {
        return releaseYears[item];
    }

    /** How many items there are. */
    int count() {
        return count;
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

    /** Bytes of memory, roughly. */
    long bytes() {
        return songs.bytes()
                + artists.bytes()
                + genres.bytes()
                + shows.bytes()
                + kinds.length
                + (long) Integer.BYTES * (releaseYears.length + artistOfSong.length)
                + (long) OWN_BYTES * own.size();
    }
}
