package io.wrapped.state.rollup;

import io.wrapped.state.contract.Exclusion;
import io.wrapped.state.contract.Kind;
import io.wrapped.state.contract.Source;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The encodings of what is kept of a listener; {@link ListenerCodec} has one of its own. */
public final class Codecs {
    /**
     * A day's rows: item numbers as differences, ascending; one varint each for nearly all rows.
     */
    public static final Codec<DayRollup> DAY_ROLLUP = new DayRollupCodec();

    /** A run of items. */
    public static final Codec<List<Item>> ITEMS = new ItemsCodec();

    /** A bucket of seen events: plain 64-bit hashes, which do not compress. */
    public static final Codec<long[]> SEEN = new SeenCodec();

    /** A listener's exclusions. */
    public static final Codec<Exclusions> EXCLUSIONS = new ExclusionsCodec();

    /** A play on its way into the rollups. */
    public static final Codec<PlayEvent> PLAY_EVENT = new PlayEventCodec();

    /** What is known of a listener besides the above. */
    public static final Codec<Listener> LISTENER = new ListenerCodec();

    private Codecs() {}

    private abstract static class FirstVersion<T> implements Codec<T> {
        private final String id;

        FirstVersion(String id) {
            this.id = id;
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public String id() {
            return id;
        }
    }

    private static final class DayRollupCodec extends FirstVersion<DayRollup> {
        DayRollupCodec() {
            super("day-rollup");
        }

        @Override
        public void write(DayRollup rollup, DataOutput output) throws IOException {
            Varints.write(rollup.size(), output);
            int previous = 0;
            for (int row = 0; row < rollup.size(); row++) {
                boolean several = rollup.streams(row) != 1;
                long difference = rollup.item(row) - (long) previous;
                Varints.write(difference << 1 | (several ? 1 : 0), output);
                if (several) {
                    Varints.write(rollup.streams(row), output);
                }
                Varints.write(rollup.ms(row), output);
                previous = rollup.item(row);
            }
        }

        @Override
        public DayRollup read(DataInput input, int version) throws IOException {
            int size = Varints.readInt(input);
            DayRollup rollup = new DayRollup(size);
            int item = 0;
            for (int row = 0; row < size; row++) {
                long head = Varints.read(input);
                item += (int) (head >>> 1);
                int streams = (head & 1) == 1 ? Varints.readInt(input) : 1;
                rollup.add(item, streams, Varints.read(input));
            }
            return rollup;
        }
    }

    private static final class ItemsCodec extends FirstVersion<List<Item>> {
        ItemsCodec() {
            super("items");
        }

        @Override
        public void write(List<Item> items, DataOutput output) throws IOException {
            Varints.write(items.size(), output);
            for (Item item : items) {
                writeItem(item, output);
            }
        }

        @Override
        public List<Item> read(DataInput input, int version) throws IOException {
            int size = Varints.readInt(input);
            List<Item> items = new ArrayList<>(size);
            for (int i = 0; i < size; i++) {
                items.add(readItem(input));
            }
            return items;
        }
    }

    private static final class SeenCodec extends FirstVersion<long[]> {
        SeenCodec() {
            super("seen-events");
        }

        @Override
        public void write(long[] hashes, DataOutput output) throws IOException {
            Varints.write(hashes.length, output);
            for (long hash : hashes) {
                output.writeLong(hash);
            }
        }

        @Override
        public long[] read(DataInput input, int version) throws IOException {
            long[] hashes = new long[Varints.readInt(input)];
            for (int i = 0; i < hashes.length; i++) {
                hashes[i] = input.readLong();
            }
            return hashes;
        }
    }

    private static final class ExclusionsCodec extends FirstVersion<Exclusions> {
        ExclusionsCodec() {
            super("exclusions");
        }

        @Override
        public void write(Exclusions exclusions, DataOutput output) throws IOException {
            Varints.write(exclusions.records().size(), output);
            for (Exclusion exclusion : exclusions.records()) {
                Varints.writeString(exclusion.userId(), output);
                output.writeByte(exclusion.target().ordinal());
                Varints.writeString(exclusion.targetId(), output);
                output.writeBoolean(exclusion.excluded());
                output.writeLong(exclusion.changedAt());
            }
        }

        @Override
        public Exclusions read(DataInput input, int version) throws IOException {
            Exclusions exclusions = new Exclusions();
            int size = Varints.readInt(input);
            for (int i = 0; i < size; i++) {
                exclusions.apply(
                        new Exclusion(
                                Varints.readString(input),
                                Exclusion.Target.values()[input.readUnsignedByte()],
                                Varints.readString(input),
                                input.readBoolean(),
                                input.readLong()));
            }
            return exclusions;
        }
    }

    private static final class PlayEventCodec extends FirstVersion<PlayEvent> {
        PlayEventCodec() {
            super("play-event");
        }

        @Override
        public void write(PlayEvent play, DataOutput output) throws IOException {
            Varints.writeString(play.userId(), output);
            output.writeLong(play.eventHash());
            writeItem(play.item(), output);
            output.writeLong(play.endedAt());
            Varints.write(play.msPlayed(), output);
            Integer offset = play.utcOffsetMinutes();
            output.writeShort(offset == null ? Short.MIN_VALUE : offset);
            output.writeLong(play.appendedAt());
            Origin origin = play.origin();
            output.writeBoolean(origin != null);
            if (origin != null) {
                Varints.writeString(origin.importId(), output);
                Varints.writeString(origin.topic(), output);
                Varints.write(origin.partition(), output);
                Varints.write(origin.offset(), output);
            }
        }

        @Override
        public PlayEvent read(DataInput input, int version) throws IOException {
            String userId = Varints.readString(input);
            long eventHash = input.readLong();
            Item item = readItem(input);
            long endedAt = input.readLong();
            int msPlayed = Varints.readInt(input);
            short offset = input.readShort();
            long appendedAt = input.readLong();
            Origin origin = null;
            if (input.readBoolean()) {
                origin =
                        new Origin(
                                Varints.readString(input),
                                Varints.readString(input),
                                Varints.readInt(input),
                                Varints.read(input));
            }
            return new PlayEvent(
                    userId,
                    eventHash,
                    item.kind(),
                    item.contentUri(),
                    endedAt,
                    msPlayed,
                    offset == Short.MIN_VALUE ? null : Integer.valueOf(offset),
                    item.contextUri(),
                    item.source(),
                    appendedAt,
                    origin);
        }
    }

    private static void writeItem(Item item, DataOutput output) throws IOException {
        Source source = item.source();
        int flags = item.kind().ordinal();
        flags |= item.contextUri() == null ? 0 : 1 << 2;
        flags |= source == null || source.title() == null ? 0 : 1 << 3;
        flags |= source == null || source.artist() == null ? 0 : 1 << 4;
        flags |= source == null || source.show() == null ? 0 : 1 << 5;
        output.writeByte(flags);
        Varints.writeString(item.contentUri(), output);
        writePresent(item.contextUri(), output);
        if (source != null) {
            writePresent(source.title(), output);
            writePresent(source.artist(), output);
            writePresent(source.show(), output);
        }
    }

    private static Item readItem(DataInput input) throws IOException {
        int flags = input.readUnsignedByte();
        Kind kind = Kind.values()[flags & 3];
        String contentUri = Varints.readString(input);
        String context = readPresent(flags, 2, input);
        String title = readPresent(flags, 3, input);
        String artist = readPresent(flags, 4, input);
        String show = readPresent(flags, 5, input);
        Source source =
                title == null && artist == null && show == null
                        ? null
                        : new Source(title, artist, null, show);
        return new Item(kind, contentUri, source, context);
    }

    private static void writePresent(@Nullable String text, DataOutput output) throws IOException {
        if (text != null) {
            Varints.writeString(text, output);
        }
    }

    private static @Nullable String readPresent(int flags, int bit, DataInput input)
            throws IOException {
        return (flags >> bit & 1) == 1 ? Varints.readString(input) : null;
    }
}
