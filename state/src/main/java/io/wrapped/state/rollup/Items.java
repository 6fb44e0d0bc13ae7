package io.wrapped.state.rollup;

import io.wrapped.state.contract.Kind;
import io.wrapped.state.contract.Source;
import it.unimi.dsi.fastutil.ints.Int2ObjectMap;
import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The items of one listener by number, each with the first date ever on which it was streamed.
 * Numbers are given in the order of first sight and never change, so rollups use them in place of
 * uris. Items are written in runs; a run needs those before it to be read.
 */
public final class Items {
    // Flags in the head of an encoded item, below the difference of first dates.
    private static final Kind[] KINDS = Kind.values();
    private static final int KIND = 3;
    private static final int TEXT = 1 << 2;
    private static final int CONTEXT = 1 << 3;
    private static final int FLAG_BITS = 4;

    /** In place of the first date of an item of which no stream is left. */
    public static final int NEVER = Integer.MAX_VALUE;

    /** In place of a number. */
    static final int NOT_FOUND = -1;

    /** A text's strings and objects, roughly. */
    private static final int TEXT_BYTES = 300;

    /** What is kept of an item whose uri or names the catalogue does not hold. */
    private record Text(String contentUri, @Nullable Source source) {}

    private long[] contentHashes = new long[32];
    private byte[] kinds = new byte[32];
    private int[] contexts = new int[32];
    private int[] firstDays = new int[32];
    private int size;
    private final LongArrayList contextHashes = new LongArrayList();
    private final Int2ObjectMap<Text> texts = new Int2ObjectOpenHashMap<>(0);
    private int @Nullable [] slots;
    private @Nullable Long2IntOpenHashMap contextNumbers;

    /** How many items there are. */
    public int size() {
        return size;
    }

    /** The hash of an item's content_uri. */
    public long contentHash(int item) {
        return contentHashes[item];
    }

    /** The kind of an item's plays. */
    public Kind kind(int item) {
        return KINDS[kinds[item]];
    }

    /**
     * The first date ever on which an item was streamed, as days since 1970-01-01; {@link #NEVER}
     * where dates were taken out of state and no stream is left.
     */
    public int firstDay(int item) {
        return firstDays[item];
    }

    /** The uri of an item's content, null where only the catalogue keeps it. */
    public @Nullable String contentUri(int item) {
        Text text = text(item);
        return text == null ? null : text.contentUri();
    }

    /** The names that an item's plays carried, null where they carried none. */
    public @Nullable Source source(int item) {
        Text text = text(item);
        return text == null ? null : text.source();
    }

    private @Nullable Text text(int item) {
        // Where the catalogue knows everything there is none.
        return texts.isEmpty() ? null : texts.get(item);
    }

    /** The hash of the context_uri of an item's plays, {@link Item#NO_CONTEXT} without one. */
    public long contextHash(int item) {
        return contexts[item] == 0 ? Item.NO_CONTEXT : contextHashes.getLong(contexts[item] - 1);
    }

    /** An item. */
    public Item item(int item) {
        return new Item(
                kind(item), contentHash(item), contentUri(item), source(item), contextHash(item));
    }

    /** The number of a play's item, a new one at first sight. */
    public int number(Item item) {
        int found = find(item.kind(), item.contentHash(), item.source(), item.contextHash());
        return found == NOT_FOUND ? add(item) : found;
    }

    /** An item was streamed on a date. */
    public void streamedOn(int item, int epochDay) {
        firstDays[item] = Math.min(firstDays[item], epochDay);
    }

    /** Takes every item for one that was never streamed. */
    void forgetFirstDays() {
        Arrays.fill(firstDays, 0, size, NEVER);
    }

    /** Keeps the uri of an item's content, since the catalogue no longer does. */
    void keepUri(int item, String contentUri) {
        texts.put(item, new Text(contentUri, source(item)));
    }

    /** Whether some item is of the content with that hash. */
    public boolean contain(long contentHash) {
        int[] table = slots == null ? index() : slots;
        int mask = table.length - 1;
        int slot = slotOf(contentHash, mask);
        while (table[slot] != 0 && contentHashes[table[slot] - 1] != contentHash) {
            slot = slot + 1 & mask;
        }
        return table[slot] != 0;
    }

    /** Bytes of memory, roughly. */
    long bytes() {
        return (long) contentHashes.length * (Long.BYTES + 1 + 2 * Integer.BYTES)
                + (slots == null ? 0 : (long) Integer.BYTES * slots.length)
                + (long) TEXT_BYTES * texts.size()
                + 3L * Long.BYTES * contextHashes.size();
    }

    /** The number of an item, {@link #NOT_FOUND} where there is none yet. */
    int find(Kind kind, long contentHash, @Nullable Source source, long contextHash) {
        int[] table = slots == null ? index() : slots;
        int mask = table.length - 1;
        for (int slot = slotOf(contentHash, mask); table[slot] != 0; slot = slot + 1 & mask) {
            int held = table[slot] - 1;
            if (contentHashes[held] == contentHash
                    && kinds[held] == kind.ordinal()
                    && contextHash(held) == contextHash
                    && Objects.equals(source(held), source)) {
                return held;
            }
        }
        return NOT_FOUND;
    }

    /** Gives an item that was not found the next number. */
    int add(Item item) {
        int number = size;
        ensure(size + 1);
        contentHashes[number] = item.contentHash();
        kinds[number] = (byte) item.kind().ordinal();
        contexts[number] = contextNumber(item.contextHash());
        firstDays[number] = NEVER;
        if (item.contentUri() != null) {
            texts.put(number, new Text(item.contentUri(), item.source()));
        }
        size++;
        if (slots != null && size * 4 <= slots.length * 3) {
            insert(slots, number);
        } else {
            slots = null;
        }
        return number;
    }

    private int contextNumber(long contextHash) {
        if (contextHash == Item.NO_CONTEXT) {
            return 0;
        }
        if (contextNumbers == null) {
            contextNumbers = new Long2IntOpenHashMap(contextHashes.size() + 1);
            for (int i = 0; i < contextHashes.size(); i++) {
                contextNumbers.put(contextHashes.getLong(i), i + 1);
            }
        }
        int known = contextNumbers.get(contextHash);
        if (known != 0) {
            return known;
        }
        contextHashes.add(contextHash);
        contextNumbers.put(contextHash, contextHashes.size());
        return contextHashes.size();
    }

    private int[] index() {
        // At most 5/8 full: a fifth as many may still come before there is another one.
        int[] table = new int[Integer.highestOneBit((size << 3) / 5 + 8) * 2];
        for (int number = 0; number < size; number++) {
            insert(table, number);
        }
        slots = table;
        return table;
    }

    private void insert(int[] table, int number) {
        int mask = table.length - 1;
        int slot = slotOf(contentHashes[number], mask);
        while (table[slot] != 0) {
            slot = slot + 1 & mask;
        }
        table[slot] = number + 1;
    }

    private static int slotOf(long contentHash, int mask) {
        // The hash spreads evenly already.
        return (int) contentHash & mask;
    }

    private void ensure(int needed) {
        if (needed > contentHashes.length) {
            int capacity = Math.max(needed, size + (size >> 1));
            contentHashes = Arrays.copyOf(contentHashes, capacity);
            kinds = Arrays.copyOf(kinds, capacity);
            contexts = Arrays.copyOf(contexts, capacity);
            firstDays = Arrays.copyOf(firstDays, capacity);
        }
    }

    /** The same items, with first dates of their own. */
    Items copy() {
        ByteWriter out = new ByteWriter(8 + size * 11);
        write(0, size, out);
        Items copy = new Items();
        copy.read(new ByteReader(out.toByteArray()));
        return copy;
    }

    /** Writes the items of some numbers: nine bytes or ten for nearly all of them. */
    void write(int from, int to, ByteWriter out) {
        out.writeCount(to - (long) from);
        int knownContexts = 0;
        for (int i = 0; i < from; i++) {
            knownContexts = Math.max(knownContexts, contexts[i]);
        }
        int previousDay = 0;
        for (int i = from; i < to; i++) {
            Text text = texts.get(i);
            int flags = kinds[i] & KIND;
            flags |= text == null ? 0 : TEXT;
            flags |= contexts[i] == 0 ? 0 : CONTEXT;
            long difference = firstDays[i] - (long) previousDay;
            out.writeCount((difference << 1 ^ difference >> 63) << FLAG_BITS | flags);
            out.writeLong(contentHashes[i]);
            if (contexts[i] != 0) {
                out.writeCount(contexts[i]);
                if (contexts[i] > knownContexts) {
                    out.writeLong(contextHashes.getLong(contexts[i] - 1));
                    knownContexts = contexts[i];
                }
            }
            if (text != null) {
                out.writeString(text.contentUri());
                writeSource(text.source(), out);
            }
            previousDay = firstDays[i];
        }
    }

    /** Reads what {@link #write} wrote, behind the items that are here. */
    void read(ByteReader in) {
        int more = in.readInt();
        ensure(size + more);
        slots = null;
        contextNumbers = null;
        int firstDay = 0;
        for (int end = size + more; size < end; size++) {
            long head = in.readCount();
            long difference = head >>> FLAG_BITS;
            firstDay += (int) (difference >>> 1 ^ -(difference & 1));
            firstDays[size] = firstDay;
            kinds[size] = (byte) (head & KIND);
            contentHashes[size] = in.readLong();
            contexts[size] = 0;
            if ((head & CONTEXT) != 0) {
                contexts[size] = in.readInt();
                if (contexts[size] > contextHashes.size()) {
                    contextHashes.add(in.readLong());
                }
            }
            if ((head & TEXT) != 0) {
                texts.put(size, new Text(in.readString(), readSource(in)));
            }
        }
    }

    /** Writes names; the album's, which no figure uses, is left out. */
    static void writeSource(@Nullable Source source, ByteWriter out) {
        out.writeByte(source == null ? 0 : 1);
        if (source != null) {
            out.writeNullable(source.title());
            out.writeNullable(source.artist());
            out.writeNullable(source.show());
        }
    }

    static @Nullable Source readSource(ByteReader in) {
        return in.readByte() == 0
                ? null
                : new Source(in.readNullable(), in.readNullable(), null, in.readNullable());
    }
}
