package io.wrapped.jobs.archive;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** Which offsets of a partition are accounted for, be it that they hold nothing to be kept. */
public final class OffsetRanges implements Serializable {
    private static final long serialVersionUID = 1L;

    private final ArrayList<OffsetRange> ranges = new ArrayList<>();

    /**
     * Offsets without a gap.
     *
     * @param from the first one
     * @param to the last one
     */
    public record OffsetRange(long from, long to) implements Serializable {}

    /** Adds a range that begins anywhere and ends no earlier than those before it. */
    void add(long from, long to) {
        long first = from;
        while (!ranges.isEmpty() && first <= last().to() + 1) {
            first = Math.min(first, last().from());
            ranges.remove(ranges.size() - 1);
        }
        ranges.add(new OffsetRange(first, to));
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return ranges.isEmpty();
    }

    /** The first offset. */
    public long from() {
        return ranges.get(0).from();
    }

    /** The last offset. */
    public long to() {
        return last().to();
    }

    /** What is missing between the first and the last one, in order. */
    public List<OffsetRange> gaps() {
        List<OffsetRange> gaps = new ArrayList<>();
        for (int i = 1; i < ranges.size(); i++) {
            gaps.add(new OffsetRange(ranges.get(i - 1).to() + 1, ranges.get(i).from() - 1));
        }
        return gaps;
    }

    private OffsetRange last() {
        return ranges.get(ranges.size() - 1);
    }
}
