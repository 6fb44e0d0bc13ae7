package io.wrapped.state.rollup;

import org.jspecify.annotations.Nullable;

/**
 * What a listener streamed since the settled parts were last written: rewritten with every fold, so
 * kept small. It holds what is to be added to the settled parts, of whatever dates.
 *
 * @param rollups to be added to those of the years
 * @param events hashes of counted events
 * @param items the items behind the settled ones, encoded; null where there are none
 */
record Recent(DayRollups rollups, long[] events, byte @Nullable [] items) {
    static final Recent NONE = new Recent(DayRollups.NONE, new long[0], null);

    /** Bytes of memory, roughly. */
    long bytes() {
        return rollups.bytes()
                + (long) Long.BYTES * events.length
                + (items == null ? 0 : items.length);
    }

    void write(ByteWriter out) {
        rollups.write(out);
        out.writeCount(events.length);
        for (long event : events) {
            out.writeLong(event);
        }
        out.writeCount(items == null ? 0 : items.length);
        if (items != null) {
            out.writeBytes(items, 0, items.length);
        }
    }

    static Recent read(ByteReader in) {
        DayRollups rollups = DayRollups.read(in);
        long[] events = new long[in.readInt()];
        for (int i = 0; i < events.length; i++) {
            events[i] = in.readLong();
        }
        int length = in.readInt();
        return new Recent(rollups, events, length == 0 ? null : in.readBytes(length));
    }
}
