package io.wrapped.state.metric;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every metric of both jobs that is not Flink's own. docs/metrics.md is written from it; dashboards
 * and alerts use the names, so a name stays once it was released.
 */
public enum JobMetric {
    UNREAD_RECORDS(
            MetricArea.SOURCES,
            Kind.GAUGE,
            "unreadRecords",
            "Records that the source has not read, and gaps between offsets. A thread of its own"
                + " asks where the topic ends, so this grows while the job is held back as well;"
                + " Flink's `pendingRecords` stands still then."),

    RECORDS(MetricArea.INTAKE, Kind.COUNTER, "records", "Records read, whatever became of them."),
    DEAD_LETTERS(
            MetricArea.INTAKE,
            Kind.COUNTER,
            "deadLetters",
            "Records that could not be used and went to the dead-letter topic."),
    REFUSED(
            MetricArea.INTAKE,
            Kind.COUNTER,
            "reason",
            "refused",
            "The same by reason, such as `content_uri_missing`. A reason is there from its first"
                    + " record on; after the hundredth of an operator all others are `other`."),
    SHORT_PLAYS(
            MetricArea.INTAKE,
            Kind.COUNTER,
            "shortPlays",
            "Plays below the minimum of a stream, dropped."),
    PRIVATE_PLAYS(MetricArea.INTAKE, Kind.COUNTER, "privatePlays", "Private plays, dropped."),
    LATE_PLAYS(
            MetricArea.INTAKE,
            Kind.COUNTER,
            "age",
            "latePlays",
            "Plays that the broker was given an hour and more after they ended, by how long after:"
                + " `hours`, `days` (one and more), `weeks` (7 days and more), `months` (30 days"
                + " and more), `years` (365 days and more). Without those of imports and of"
                + " `wrapped load`, which are old by nature, and without short, private and refused"
                + " ones."),
    LOAD_PLAYS(
            MetricArea.INTAKE,
            Kind.COUNTER,
            "loadPlays",
            "Plays of users whom `wrapped load` invents, among all others in every count but that"
                    + " of late ones. Where it grows, figures are not the listeners' alone."),

    STREAMS(MetricArea.LISTENERS, Kind.COUNTER, "streams", "Plays folded into rollups."),
    DUPLICATES(
            MetricArea.LISTENERS,
            Kind.COUNTER,
            "duplicates",
            "Copies of plays that were counted before, dropped."),
    ERASED_PLAYS(
            MetricArea.LISTENERS,
            Kind.COUNTER,
            "erasedPlays",
            "Plays of erased listeners, dropped."),
    REVIEWS_COMPUTED(
            MetricArea.LISTENERS, Kind.COUNTER, "reviewsComputed", "Live reviews computed."),
    REVIEWS_CONTINUED(
            MetricArea.LISTENERS,
            Kind.COUNTER,
            "reviewsContinued",
            "Of those computed, the ones that began with what was kept in memory of the"
                    + " listener."),
    REVIEWS_WRITTEN(
            MetricArea.LISTENERS,
            Kind.COUNTER,
            "reviewsWritten",
            "Live reviews that had changed and were sent to the store."),
    OLDEST_WAITING_MILLIS(
            MetricArea.LISTENERS,
            Kind.GAUGE,
            "oldestWaitingMillis",
            "Age of the oldest change that no written review has, in milliseconds; 0 where there is"
                    + " none. In the usual course at most `wrapped.review-interval`. Those who"
                    + " waited before a start are not counted until something more comes. The"
                    + " greatest of all subtasks is the job's."),
    LISTENERS_KEPT(
            MetricArea.LISTENERS,
            Kind.GAUGE,
            "listenersKept",
            "Listeners who stay in memory between their reviews."),
    LISTENERS_KEPT_BYTES(
            MetricArea.LISTENERS,
            Kind.GAUGE,
            "listenersKeptBytes",
            "Bytes that they take, roughly."),
    LISTENERS_TOLD(
            MetricArea.LISTENERS,
            Kind.COUNTER,
            "listenersTold",
            "Listeners told by PREVIEW and FINAL triggers."),
    TRIGGERS_WAITING(
            MetricArea.LISTENERS,
            Kind.GAUGE,
            "triggersWaiting",
            "Triggers that are not through all listeners of the subtask."),
    TRIGGER_PROGRESS(
            MetricArea.LISTENERS,
            Kind.GAUGE,
            "triggerProgress",
            "How far the first of them has come through the subtask's listeners, from 0 to 1; 1"
                    + " where there is none. A restart begins at 0 and soon passes those who were"
                    + " told. Stays at 0 where users are named. The least of all subtasks is the"
                    + " job's."),
    STORIES_REQUESTED(MetricArea.LISTENERS, Kind.COUNTER, "storiesRequested", "Stories asked for."),
    ERASURES(MetricArea.LISTENERS, Kind.COUNTER, "erasures", "Listeners erased."),
    REPLAYS(
            MetricArea.LISTENERS,
            Kind.COUNTER,
            "replays",
            "Listeners built anew from kept plays, and put in place."),
    REPLAYS_REFUSED(
            MetricArea.LISTENERS,
            Kind.COUNTER,
            "replaysRefused",
            "Replays that were refused at their end."),
    REPLAYS_UNDER_WAY(
            MetricArea.LISTENERS,
            Kind.GAUGE,
            "replaysUnderWay",
            "Listeners who are being built anew."),

    STORE_LATENCY_MILLIS(
            MetricArea.STORE,
            Kind.HISTOGRAM,
            "latencyMillis",
            "Milliseconds until HBase answered a call, failed calls too; over the last thousand of"
                    + " the subtask."),
    STORE_RETRIES(
            MetricArea.STORE,
            Kind.COUNTER,
            "retries",
            "What HBase did not take or give and was tried again: mutations of the wrapped job,"
                    + " calls of the report job."),

    STORIES_WAITING(
            MetricArea.STORIES,
            Kind.GAUGE,
            "waiting",
            "Requests that wait for their end: read and not answered, or not read yet. The unread"
                    + " ones are at most so many: compaction leaves gaps that Kafka does not tell"
                    + " from records."),
    STORIES_WRITTEN(MetricArea.STORIES, Kind.COUNTER, "written", "Stories written."),
    STORIES_SKIPPED(
            MetricArea.STORIES, Kind.COUNTER, "skipped", "Requests whose story was there already."),
    STORIES_ERASED(
            MetricArea.STORIES,
            Kind.COUNTER,
            "erased",
            "Requests, and answers that were under way, of users who were erased meanwhile."),
    STORIES_FAILED(
            MetricArea.STORIES,
            Kind.COUNTER,
            "cause",
            "failed",
            "Stories that failed, by cause: `MODEL_UNAVAILABLE`, `MODEL_REFUSED`,"
                    + " `ANSWER_UNREADABLE`, `ANSWER_UNTRUE`, `FACTS_UNREADABLE`, `DEFECT`."),
    STORIES_ENDED_PER_SECOND(
            MetricArea.STORIES,
            Kind.METER,
            "endedPerSecond",
            "Requests that ended in a second, whatever became of them, over the last minute."),
    STORIES_SECONDS_TO_END(
            MetricArea.STORIES,
            Kind.GAUGE,
            "secondsToEnd",
            "Projected end: seconds until nothing of the subtask waits, at the rate of the last"
                    + " minute; -1 where none ended in it, so there is no greatest of all subtasks:"
                    + " the job's is the sum of `waiting` divided by the sum of `endedPerSecond`."),
    MODEL_ASKED(MetricArea.STORIES, Kind.COUNTER, "asked", "Calls of the model."),
    MODEL_ASKED_MILLIS(
            MetricArea.STORIES,
            Kind.COUNTER,
            "askedMillis",
            "Milliseconds that the model took, over all calls; divided by `asked` the mean."),
    MODEL_RETRIES(
            MetricArea.STORIES,
            Kind.COUNTER,
            "retries",
            "Calls repeated because of a failure that passes."),
    MODEL_OBJECTIONS(
            MetricArea.STORIES,
            Kind.COUNTER,
            "objections",
            "Answers asked for once more because they could not be used."),
    PROMPT_TOKENS(
            MetricArea.STORIES,
            Kind.COUNTER,
            "promptTokens",
            "Tokens read by the model, as its provider counts them."),
    COMPLETION_TOKENS(
            MetricArea.STORIES,
            Kind.COUNTER,
            "completionTokens",
            "Tokens written by the model, as its provider counts them."),
    COST(
            MetricArea.STORIES,
            Kind.GAUGE,
            "cost",
            "What these tokens came to since the subtask's start, by `story.prompt-token-price` and"
                    + " `story.completion-token-price` and in their currency. Only grows between"
                    + " starts, as a counter does.");

    /** What Flink calls it. */
    public enum Kind {
        COUNTER,
        GAUGE,
        METER,
        HISTOGRAM
    }

    private static final String PROMETHEUS = "flink_taskmanager_job_task_operator";

    private final MetricArea area;
    private final Kind kind;
    private final String label;
    private final String id;
    private final String meaning;

    JobMetric(MetricArea area, Kind kind, String id, String meaning) {
        this(area, kind, "", id, meaning);
    }

    JobMetric(MetricArea area, Kind kind, String label, String id, String meaning) {
        this.area = area;
        this.kind = kind;
        this.label = label;
        this.id = id;
        this.meaning = meaning;
    }

    /** What it is about. */
    public MetricArea area() {
        return area;
    }

    /** What Flink calls it. */
    public Kind kind() {
        return kind;
    }

    /** By what there is more than one of it, empty where there is but one. */
    public String label() {
        return label;
    }

    /** Its name in its group. */
    public String id() {
        return id;
    }

    /** One or more sentences of Markdown. */
    public String meaning() {
        return meaning;
    }

    /** Its name in Flink's REST interface, behind that of the operator. */
    public String restName() {
        return joined(".", area.group(), label, label.isEmpty() ? "" : "*", id);
    }

    /** Its name as Flink's Prometheus reporter gives it. */
    public String prometheusName() {
        return joined("_", PROMETHEUS, area.group(), label, id);
    }

    private static String joined(String separator, String... parts) {
        return Stream.of(parts)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(separator));
    }

    /** Those of an area, in their order. */
    public static List<JobMetric> of(MetricArea area) {
        return Stream.of(values()).filter(metric -> metric.area == area).toList();
    }
}
