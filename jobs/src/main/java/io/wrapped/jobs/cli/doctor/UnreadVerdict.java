package io.wrapped.jobs.cli.doctor;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What is to be said of what a job has not read of a topic. */
final class UnreadVerdict {
    /** Commits follow checkpoints, which may be minutes apart. */
    private static final Duration USUAL = Duration.ofMinutes(15);

    private UnreadVerdict() {}

    /**
     * Of a topic whose records are to be read at once.
     *
     * @param kept how long the topic keeps its records; null: for good
     */
    static Verdict atOnce(Unread unread, @Nullable Duration kept) {
        return of(unread, USUAL, kept);
    }

    /** Of one whose records may wait: until they are lost is what counts. */
    static Verdict inTime(Unread unread, Duration kept) {
        return of(unread, kept.dividedBy(2), kept);
    }

    private static Verdict of(Unread unread, Duration usual, @Nullable Duration kept) {
        if (unread.records() == 0) {
            return Verdict.ok("all is read");
        }
        if (!unread.committed()) {
            return Verdict.warning(
                    "%,d records, and group %s has read none yet"
                            .formatted(unread.records(), unread.group()),
                    "start the job and await its first checkpoint; where its group has another"
                            + " name, say -Dkafka.group-id=NAME");
        }
        Duration oldest = unread.oldest();
        String said =
                "%,d records at most not read at the last checkpoint".formatted(unread.records());
        if (oldest == null) {
            return Verdict.ok(said);
        }
        said += ", the oldest for " + Spans.of(oldest);
        if (oldest.compareTo(usual) <= 0) {
            return Verdict.ok(said);
        }
        if (kept != null && oldest.compareTo(kept.dividedBy(2)) > 0) {
            return Verdict.failed(
                    said + ", and records are deleted after " + Spans.of(kept),
                    "keep them longer now (retention.ms of the topic), then have the job catch up:"
                            + " `wrapped status` says whether it runs, and how fast");
        }
        return Verdict.warning(
                said,
                "see by `wrapped status` whether the job runs and checkpoints; if it does and does"
                        + " not catch up, give it a higher parallelism");
    }
}
