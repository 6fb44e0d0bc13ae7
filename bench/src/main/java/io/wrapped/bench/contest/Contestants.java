package io.wrapped.bench.contest;

import io.wrapped.bench.contest.WrappedFromFiles.Variant;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** All contestants by name, in the order in which they run. */
public final class Contestants {
    public static final String PLAIN_FOLD = "plain-fold";
    public static final String KEY_AND_DROP = "key-and-drop";
    public static final String FIRST_THOUGHT = "first-thought";
    public static final String FIRST_THOUGHT_NIGHTLY = "first-thought-nightly";

    /** The product without live reviews: what it keeps is what the contestants above keep. */
    public static final String WRAPPED_FILE = "wrapped-file";

    /** As {@link #WRAPPED_FILE}, in the time of the plays. */
    public static final String WRAPPED_ON_TIME = "wrapped-on-time";

    /** As it is shipped, where all plays come at once and reviews follow. */
    public static final String WRAPPED_BACKLOG = "wrapped-backlog";

    /** Kept current in the time of the plays, with memory for all listeners. */
    public static final String WRAPPED_LIVE = "wrapped-live";

    /** As {@link #WRAPPED_LIVE}, with the memory for listeners that is shipped. */
    public static final String WRAPPED_LIVE_SHIPPED = "wrapped-live-shipped";

    // As WRAPPED_LIVE with other intervals between a listener's reviews.
    public static final String WRAPPED_LIVE_10_MIN = "wrapped-live-10min";
    public static final String WRAPPED_LIVE_1_H = "wrapped-live-1h";
    public static final String WRAPPED_LIVE_6_H = "wrapped-live-6h";
    public static final String WRAPPED_LIVE_24_H = "wrapped-live-24h";

    public static final String WRAPPED_KAFKA = "wrapped-kafka";
    public static final String FLINK_SQL = "flink-sql";

    /** As {@link #WRAPPED_FILE}, with state that is much larger than its memory. */
    public static final String WRAPPED_CROWDED = "wrapped-crowded";

    /** The job with its catalogue and no plays. */
    public static final String WRAPPED_CATALOGUE = "wrapped-catalogue";

    /** As {@link #WRAPPED_BACKLOG}, with a checksum of dates, which costs memory. */
    public static final String WRAPPED_CHECKED = "wrapped-checked";

    // From Kafka to a reader of HBase, at the least and at a short interval.
    public static final String LATENCY = "latency";
    public static final String LATENCY_1_MIN = "latency-1min";

    /** Everyone's year told while plays flow. */
    public static final String YEAR_END = "year-end";

    private static final Map<String, Supplier<Contestant>> ALL = new LinkedHashMap<>();

    static {
        ALL.put(PLAIN_FOLD, PlainFold::new);
        ALL.put(KEY_AND_DROP, KeyAndDrop::new);
        ALL.put(FIRST_THOUGHT, () -> new FirstThoughtRun(false));
        ALL.put(FIRST_THOUGHT_NIGHTLY, () -> new FirstThoughtRun(true));
        ALL.put(WRAPPED_FILE, () -> new WrappedFromFiles(Variant.FOLDED));
        ALL.put(WRAPPED_ON_TIME, () -> new WrappedFromFiles(Variant.FOLDED_ON_TIME));
        ALL.put(WRAPPED_BACKLOG, () -> new WrappedFromFiles(Variant.BACKLOG));
        ALL.put(WRAPPED_LIVE, () -> new WrappedFromFiles(Variant.LIVE));
        ALL.put(WRAPPED_LIVE_SHIPPED, () -> new WrappedFromFiles(Variant.LIVE_AS_SHIPPED));
        ALL.put(WRAPPED_LIVE_10_MIN, () -> live(Duration.ofMinutes(10)));
        ALL.put(WRAPPED_LIVE_1_H, () -> live(Duration.ofHours(1)));
        ALL.put(WRAPPED_LIVE_6_H, () -> live(Duration.ofHours(6)));
        ALL.put(WRAPPED_LIVE_24_H, () -> live(Duration.ofHours(24)));
        ALL.put(WRAPPED_KAFKA, WrappedFromKafka::new);
        ALL.put(LATENCY, Latency::atOnce);
        ALL.put(LATENCY_1_MIN, () -> Latency.after(Duration.ofMinutes(1), 5_000));
        ALL.put(YEAR_END, YearEnd::new);
        ALL.put(FLINK_SQL, FlinkSql::new);
        ALL.put(WRAPPED_CROWDED, () -> new WrappedFromFiles(Variant.CROWDED));
        ALL.put(WRAPPED_CATALOGUE, () -> new WrappedFromFiles(Variant.CATALOGUE_ONLY));
        ALL.put(WRAPPED_CHECKED, () -> new WrappedFromFiles(Variant.CHECKED));
    }

    private Contestants() {}

    private static Contestant live(Duration reviewInterval) {
        return new WrappedFromFiles(Variant.LIVE, reviewInterval);
    }

    /** The contestant of that name. */
    public static Contestant named(String name) {
        Supplier<Contestant> contestant = ALL.get(name);
        if (contestant == null) {
            throw new IllegalArgumentException(
                    "no contestant is named " + name + "; there are " + ALL.keySet());
        }
        return contestant.get();
    }
}
