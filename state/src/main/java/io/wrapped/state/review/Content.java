package io.wrapped.state.review;

import io.wrapped.state.contract.CatalogueItem;
import io.wrapped.state.contract.CodePoints;
import io.wrapped.state.contract.Named;
import io.wrapped.state.contract.Names;
import io.wrapped.state.contract.Source;
import io.wrapped.state.rollup.IdHash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a content, made ready for figures: what is empty is absent, what has but a name
 * has its id, and every id its key (SPEC sections 1 and 3). Never changes, so that a catalogue can
 * hand one to many listeners.
 */
public final class Content {
    /** Stands for an unknown release year; later than any year asked for. */
    static final int UNDATED = Integer.MAX_VALUE;

    // The content, its song's label and its two arrays; a string's two objects but for its text.
    private static final int OBJECT_BYTES = 160;
    private static final int STRING_BYTES = 44;
    private static final int REFERENCE_BYTES = 4;
    private static final int JSON_BYTES = 40;

    // What every review reads comes first: it shares its cache line.
    private final long changedAt;
    private final long songKey;
    private final long songNameKey;
    private final int releaseYear;
    private final int artists;
    private final int genres;

    /** Keys of the artists and their names in turn, then keys of the genres. */
    private final long[] keys;

    /** The artists, then the genres. */
    private final Label[] labels;

    private final @Nullable Label show;
    private final Label song;
    private final String uri;
    private final long hash;

    private Content(
            String uri,
            long hash,
            long changedAt,
            Label song,
            int releaseYear,
            List<Label> artists,
            List<Label> genres,
            @Nullable Label show) {
        this.uri = uri;
        this.hash = hash;
        this.changedAt = changedAt;
        this.song = song;
        this.songKey = song.key();
        this.songNameKey = song.nameKey();
        this.releaseYear = releaseYear;
        this.artists = artists.size();
        this.genres = genres.size();
        keys = new long[2 * artists.size() + genres.size()];
        labels = new Label[artists.size() + genres.size()];
        for (int i = 0; i < artists.size(); i++) {
            labels[i] = artists.get(i);
            keys[2 * i] = labels[i].key();
            keys[2 * i + 1] = labels[i].nameKey();
        }
        for (int i = 0; i < genres.size(); i++) {
            labels[artists.size() + i] = genres.get(i);
            keys[2 * artists.size() + i] = genres.get(i).key();
        }
        this.show = show;
    }

    /**
     * Of a record of the catalogue.
     *
     * @param changedAt when the broker was given the record, epoch milliseconds
     */
    public static Content of(CatalogueItem record, long changedAt) {
        return of(record, changedAt, new LabelPool());
    }

    static Content of(CatalogueItem record, long changedAt, LabelPool pool) {
        String uri = record.contentUri();
        long hash = IdHash.of(uri);
        String songId =
                record.songId() == null || record.songId().isEmpty() ? uri : record.songId();
        List<Label> artists = new ArrayList<>(record.artists().size());
        for (Named artist : record.artists()) {
            credit(artists, label(artist.id(), artist.name(), pool));
        }
        List<Label> genres = new ArrayList<>(record.genres().size());
        for (String genre : record.genres()) {
            credit(genres, genre.isEmpty() ? null : pool.of(genre, genre));
        }
        Named show = record.show();
        return new Content(
                uri,
                hash,
                changedAt,
                Label.of(songId, present(record.name())),
                record.releaseYear() == null ? UNDATED : record.releaseYear(),
                artists,
                genres,
                show == null ? null : label(show.id(), show.name(), pool));
    }

    /**
     * Of a content that the catalogue says nothing about.
     *
     * @param changedAt when the broker was told that the record is taken back, epoch milliseconds;
     *     {@link Long#MIN_VALUE} where there never was one
     */
    public static Content silent(String uri, long changedAt) {
        return silent(uri, IdHash.of(uri), changedAt);
    }

    static Content silent(String uri, long hash, long changedAt) {
        Label song = new Label(hash, uri, null, 0);
        return new Content(uri, hash, changedAt, song, UNDATED, List.of(), List.of(), null);
    }

    /** With the names of a play's source where this is silent, field by field. */
    Content with(Source source) {
        Label titled =
                song.name() == null && Names.present(source.title())
                        ? Label.of(song.id(), source.title())
                        : song;
        Label artist = artists == 0 ? nameLabel(source.artist()) : null;
        Label shown = show == null ? nameLabel(source.show()) : show;
        if (titled == song && artist == null && shown == show) {
            return this;
        }
        List<Label> own = Arrays.asList(labels);
        return new Content(
                uri,
                hash,
                changedAt,
                titled,
                releaseYear,
                artist == null ? own.subList(0, artists) : List.of(artist),
                own.subList(artists, labels.length),
                shown);
    }

    private static @Nullable Label nameLabel(@Nullable String name) {
        String id = Names.nameId(name);
        return id == null ? null : Label.of(id, name);
    }

    /** An empty id is none: the name makes one, and what has neither is not there. */
    private static @Nullable Label label(String id, @Nullable String name, LabelPool pool) {
        String present = present(name);
        String made = id.isEmpty() ? Names.nameId(present) : id;
        return made == null ? null : pool.of(made, present);
    }

    /** An id given twice counts once, and bears the lesser name. */
    private static void credit(List<Label> to, @Nullable Label label) {
        if (label == null) {
            return;
        }
        for (int i = 0; i < to.size(); i++) {
            Label held = to.get(i);
            if (held.id().equals(label.id())) {
                if (lesser(held.name(), label.name()) != held.name()) {
                    to.set(i, label);
                }
                return;
            }
        }
        to.add(label);
    }

    private static @Nullable String present(@Nullable String name) {
        return Names.present(name) ? name : null;
    }

    /** The lesser by code point of two names; a name is less than none. */
    static @Nullable String lesser(@Nullable String left, @Nullable String right) {
        if (left == null || right == null) {
            return left == null ? right : left;
        }
        return CodePoints.compare(left, right) <= 0 ? left : right;
    }

    /** What was played. */
    public String uri() {
        return uri;
    }

    /** As music's title; null where unknown. */
    public @Nullable String name() {
        return song.name();
    }

    /** 64-bit hash of the uri, by which contents are found. */
    public long hash() {
        return hash;
    }

    /**
     * When the broker was given the record that this is made of, epoch milliseconds; {@link
     * Long#MIN_VALUE} without one.
     */
    public long changedAt() {
        return changedAt;
    }

    /** Whether nothing is said of it but its uri, as where its record was taken back. */
    public boolean isSilent() {
        return song.name() == null
                && labels.length == 0
                && show == null
                && releaseYear == UNDATED
                && song.id().equals(uri);
    }

    /** What it takes in memory, roughly; labels that contents share are not counted. */
    int bytes() {
        int strings = 2 * STRING_BYTES + uri.length() + song.id().length();
        String name = song.name();
        // The song's id and name lie there a second time, as JSON.
        strings += JSON_BYTES + song.id().length() + (name == null ? 0 : name.length());
        return OBJECT_BYTES
                + REFERENCE_BYTES * labels.length
                + Long.BYTES * keys.length
                + strings
                + (name == null ? 0 : STRING_BYTES + name.length());
    }

    /** Key of the song's id. */
    long songKey() {
        return songKey;
    }

    /** Key of the song's name. */
    long songNameKey() {
        return songNameKey;
    }

    /** As music. */
    Label song() {
        return song;
    }

    /** How many artists are credited. */
    int artists() {
        return artists;
    }

    /** An artist who is credited, the primary one first. */
    Label artist(int place) {
        return labels[place];
    }

    long artistKey(int place) {
        return keys[2 * place];
    }

    /** Key of the name that an artist has here. */
    long artistNameKey(int place) {
        return keys[2 * place + 1];
    }

    /** How many genres there are. */
    int genres() {
        return genres;
    }

    Label genre(int place) {
        return labels[artists + place];
    }

    long genreKey(int place) {
        return keys[2 * artists + place];
    }

    @Nullable Label show() {
        return show;
    }

    /** {@link #UNDATED} where unknown. */
    int releaseYear() {
        return releaseYear;
    }
}
