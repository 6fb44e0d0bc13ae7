package io.wrapped.state.rollup;

import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.time.LocalDate;
import java.util.SortedSet;

/**
 * What a listener streamed since the settled parts were last written: rewritten with every fold, so
 * kept small. It holds what is to be added to the settled parts, of whatever dates. Changed in
 * place, since what lives from one fold of a listener to the next is dear to collect.
 */
final class Recent {
    private static final int LARGE = 512;

    /** To be added to those of the years. */
    private GrowingRollups rollups = new GrowingRollups();

    /** Hashes of counted events. */
    private LongArrayList events = new LongArrayList();

    /** The items behind the settled ones, encoded; nothing where there are none. */
    private ByteWriter items = new ByteWriter(0);

    /** Forgets everything; memory that seldom is needed too. */
    void clear() {
        if (events.elements().length > LARGE) {
            rollups = new GrowingRollups();
            events = new LongArrayList();
            items = new ByteWriter(0);
            return;
        }
        rollups.clear();
        events.clear();
        items.clear();
    }

    /** Forgets everything but the events: the rest is settled. */
    void clearStreams() {
        rollups.clear();
        items.clear();
    }

    /** Holds from now on what another held, which must not be used again. */
    void takeOver(Recent from) {
        rollups = from.rollups;
        events = from.events;
        items = from.items;
    }

    /** Adds streams, and the hashes of their events. */
    void add(DayRollups more, long[] moreEvents, int count) {
        rollups.add(more);
        events.addElements(events.size(), moreEvents, 0, count);
    }

    /** Replaces the items by those from a number on. */
    void setItems(Items all, int from) {
        items.clear();
        if (from < all.size()) {
            all.write(from, all.size(), items);
        }
    }

    /** Reads the items, behind those that are there. */
    void readItems(Items to) {
        if (items.size() > 0) {
            to.read(new ByteReader(items.toByteArray()));
        }
        for (int row = 0; row < rollups.rows(); row++) {
            to.streamedOn(rollups.itemOfRow(row), rollups.epochDayOfRow(row));
        }
    }

    DayRollups rollups() {
        return rollups.copy();
    }

    /** Adds the years that have a date. */
    void addYears(SortedSet<Integer> years) {
        int end = Integer.MIN_VALUE;
        for (int row = 0; row < rollups.rows(); row++) {
            if (rollups.epochDayOfRow(row) >= end) {
                int year = LocalDate.ofEpochDay(rollups.epochDayOfRow(row)).getYear();
                years.add(year);
                end = Math.toIntExact(LocalDate.of(year + 1, 1, 1).toEpochDay());
            }
        }
    }

    /** The hashes of the events; not to be changed. */
    LongArrayList events() {
        return events;
    }

    /** Bytes of memory, roughly. */
    long bytes() {
        return rollups.bytes() + (long) Long.BYTES * events.elements().length + items.capacity();
    }

    void write(ByteWriter out) {
        rollups.copy().write(out);
        out.writeCount(events.size());
        for (int i = 0; i < events.size(); i++) {
            out.writeLong(events.getLong(i));
        }
        out.writeCount(items.size());
        out.writeBytes(items);
    }

    /** Reads what {@link #write} wrote, in place of what is here. */
    void read(ByteReader in) {
        clear();
        rollups.add(DayRollups.read(in));
        int count = in.readInt();
        events.ensureCapacity(count);
        for (int i = 0; i < count; i++) {
            events.add(in.readLong());
        }
        int length = in.readInt();
        items.writeBytes(in.readBytes(length), 0, length);
    }
}
