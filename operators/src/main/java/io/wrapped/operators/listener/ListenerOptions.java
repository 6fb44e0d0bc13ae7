package io.wrapped.operators.listener;

import java.io.Serializable;
import java.time.Duration;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.ReadableConfig;

/**
 * How the wrapped job keeps listeners' years.
 *
 * @param liveReviews whether years are kept current, rather than told by triggers alone
 * @param reviewInterval a listener's live reviews are computed at most this often
 * @param sweepInterval a changed catalogue reaches untouched reviews within this time
 * @param triggerRate users a second that one subtask tells by a trigger
 * @param catalogueMemory memory of the catalogue in one subtask
 * @param bufferMemory heap memory of plays that wait in one subtask
 * @param reviewMemory heap memory of listeners who stay in it between reviews, in one subtask
 * @param bounded the inputs end, and with them the job
 */
public record ListenerOptions(
        boolean liveReviews,
        Duration reviewInterval,
        Duration sweepInterval,
        int triggerRate,
        MemorySize catalogueMemory,
        MemorySize bufferMemory,
        MemorySize reviewMemory,
        boolean bounded)
        implements Serializable {

    public static final ConfigOption<Boolean> LIVE_REVIEWS =
            ConfigOptions.key("wrapped.live-reviews")
                    .booleanType()
                    .defaultValue(true)
                    .withDescription(
                            "Whether live reviews and the facts of dates are computed and stored as"
                                + " listeners stream. Without, plays are folded all the same, and"
                                + " triggers tell what they always tell: for loading years of"
                                + " history, or where nobody reads between triggers. What is stored"
                                + " stays as it is meanwhile. Turned on again, everyone's whole"
                                + " review follows their next play or change, or the sweep that"
                                + " begins when the catalogue has been read.");

    public static final ConfigOption<Duration> REVIEW_INTERVAL =
            ConfigOptions.key("wrapped.review-interval")
                    .durationType()
                    .defaultValue(Duration.ofHours(12))
                    .withDescription(
                            "A listener's live reviews are computed and stored this long after the"
                                    + " first play or change that is not in them yet, with all that"
                                    + " came meanwhile. 12 h is about one review for each date on"
                                    + " which a listener streams; shorter is fresher and costs more"
                                    + " CPU and more writes to HBase; 1 ms is at once. Triggers do"
                                    + " not wait for it.");

    public static final ConfigOption<Duration> SWEEP_INTERVAL =
            ConfigOptions.key("wrapped.sweep-interval")
                    .durationType()
                    .defaultValue(Duration.ofHours(6))
                    .withDescription(
                            "A catalogue record that comes or changes after its plays reaches every"
                                    + " stored live review that it affects within this time. Each"
                                    + " listener is looked at once in it, spread evenly.");

    public static final ConfigOption<Integer> TRIGGER_RATE =
            ConfigOptions.key("wrapped.trigger-rate")
                    .intType()
                    .defaultValue(2_000)
                    .withDescription(
                            "Listeners a second that one subtask tells by a PREVIEW or FINAL"
                                    + " trigger, so that a trigger for everyone leaves room for"
                                    + " plays.");

    public static final ConfigOption<MemorySize> CATALOGUE_MEMORY =
            ConfigOptions.key("wrapped.catalogue-memory")
                    .memoryType()
                    .defaultValue(MemorySize.ofMebiBytes(128))
                    .withDescription(
                            "Memory of the catalogue in one subtask, a quarter of it for blocks of"
                                + " the local disk, a sixteenth for uris that are known and the"
                                + " rest for records, beside two write buffers of 8 MiB. The whole"
                                + " catalogue lies on the local disk, so its size does not matter"
                                + " to memory. A record that is not in memory costs some 10 us when"
                                + " it is wanted.");

    public static final ConfigOption<MemorySize> BUFFER_MEMORY =
            ConfigOptions.key("wrapped.buffer-memory")
                    .memoryType()
                    .defaultValue(MemorySize.ofMebiBytes(128))
                    .withDescription(
                            "Heap memory of the plays that wait in one subtask for their listeners'"
                                + " reviews, about 70 bytes each and 140 a listener. When it is"
                                + " full, those who have waited longest are reviewed early: more of"
                                + " it means fewer touches of state in a backlog.");

    public static final ConfigOption<MemorySize> REVIEW_MEMORY =
            ConfigOptions.key("wrapped.review-memory")
                    .memoryType()
                    .defaultValue(MemorySize.ofMebiBytes(256))
                    .withDescription(
                            "Heap memory of listeners who stay in it between their reviews, in one"
                                + " subtask, about 190 KiB each. The next review of one who stayed"
                                + " costs a fraction of what one from state costs. Without live"
                                + " reviews they stay between folds. 0 keeps none.");

    public ListenerOptions {
        if (reviewInterval.toMillis() < 1 || sweepInterval.toMillis() < 1) {
            throw new IllegalArgumentException(
                    REVIEW_INTERVAL.key()
                            + " and "
                            + SWEEP_INTERVAL.key()
                            + " must be 1 ms or more");
        }
        if (triggerRate < 1) {
            throw new IllegalArgumentException(TRIGGER_RATE.key() + " must be 1 or more");
        }
    }

    /** Reads the options. */
    public static ListenerOptions of(ReadableConfig config) {
        return new ListenerOptions(
                config.get(LIVE_REVIEWS),
                config.get(REVIEW_INTERVAL),
                config.get(SWEEP_INTERVAL),
                config.get(TRIGGER_RATE),
                config.get(CATALOGUE_MEMORY),
                config.get(BUFFER_MEMORY),
                config.get(REVIEW_MEMORY),
                false);
    }
}
