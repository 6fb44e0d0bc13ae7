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
 * that is silent, exclusions applied. Resolved once, so that figures add up numbers alone.
 */
final class ResolvedItems {
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

    private final Labels songs = new Labels((content, place) -> content.song());
    private final Labels artists = new Labels(Content::artist);
    private final Labels genres = new Labels(Content::genre);
    private final Labels shows =
            new Labels((content, place) -> Objects.requireNonNull(content.show()));
    private final Int2ObjectMap<String> takenBack = new Int2ObjectOpenHashMap<>(0);
    private Items items = new Items();
    private Content[] contents = NO_CONTENTS;
    private byte[] kinds = {};

    // By song, its primary artist, or one of the two below.
    private int[] artistOfSong = {};
    private int[] releaseYears = {};
    private int count;
    private long changedAt;
    private int labels;

    /**
     * Looks the items of a listener up; what they mean is known once they are {@link #resolve
     * resolved}. Nothing but look-ups is done in a row, then nothing but a glance at each content:
     * so the memory that either waits for is fetched for several items at a time.
     */
    void find(Items streamed, Catalogue catalogue) {
        items = streamed;
        count = streamed.size();
        contents = new Content[count];
        takenBack.clear();
        changedAt = Long.MIN_VALUE;
        for (int item = 0; item < count; item++) {
            contents[item] = catalogue.find(streamed.contentHash(item));
        }
        labels = count;
        for (int item = 0; item < count; item++) {
            Content known = contents[item];
            String uri = streamed.contentUri(item);
            if (known == null || (uri != null && !uri.equals(known.uri()))) {
                contents[item] = unknown(uri, streamed.contentHash(item));
            } else {
                changedAt = Math.max(changedAt, known.changedAt());
                if (uri == null && known.isSilent()) {
                    takenBack.put(item, known.uri());
                }
            }
            labels += contents[item].labels();
        }
    }

    /** Of two uris with the same hash the catalogue knows but one. */
    private static Content unknown(@Nullable String uri, long hash) {
        return Content.silent(
                uri == null ? LOST + HexFormat.of().toHexDigits(hash) : uri, hash, Long.MIN_VALUE);
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
        kinds = ByteArrays.ensureCapacity(kinds, count, 0);
        releaseYears = IntArrays.ensureCapacity(releaseYears, count, 0);
        songs.begin(contents, count);
        artists.begin(contents, labels);
        genres.begin(contents, labels);
        shows.begin(contents, count);
        ExcludedIds excluded = exclusions.isEmpty() ? null : new ExcludedIds(exclusions);
        for (int number = 0; number < count; number++) {
            Source source = items.source(number);
            if (source != null) {
                contents[number] = contents[number].with(source);
            }
            resolve(number, contents[number], excluded);
            songs.endItem();
            artists.endItem();
            creditSong(number);
            genres.endItem();
            shows.endItem();
        }
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
            return;
        }
        Kind kind = items.kind(number);
        kinds[number] = (byte) kind.ordinal();
        if (kind == Kind.MUSIC) {
            songs.add(content.songKey(), content.songNameKey());
            for (int i = 0; i < content.artists(); i++) {
                artists.add(content.artistKey(i), content.artistNameKey(i));
            }
            for (int i = 0; i < content.genres(); i++) {
                // A genre's name is its id.
                genres.add(content.genreKey(i), 0);
            }
            releaseYears[number] = content.releaseYear();
        } else if (kind == Kind.PODCAST) {
            Label show = content.show();
            if (show != null) {
                shows.add(show.key(), show.nameKey());
            }
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
}
