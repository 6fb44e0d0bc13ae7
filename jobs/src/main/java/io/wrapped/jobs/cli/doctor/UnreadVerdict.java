package io.wrapped.jobs.cli.doctor;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is to be said of what a job has not read of a topic. */
final class UnreadVerdict {
    /** Commits follow checkpoints, which may be minutes apart. */
    private static final Duration USUAL = Duration.ofMinutes(15);

    private static final Duration ANY = Duration.ofMillis(Long.MAX_VALUE);

    private UnreadVerdict() {}

    /**
     * Of a topic whose records are to be read at once.
     *
     * @param kept how long the topic keeps its records; null: for good
     */
    static Verdict atOnce(Unread unread, @Nullable Duration kept) {
        return of(unread, USUAL, kept, "have whoever sends them send them again");
    }

    /**
     * Of requests for stories, which may wait: until they are lost is what counts.
     *
     * @param kept how long the topic keeps its records; null: for good
     */
    static Verdict inTime(Unread unread, @Nullable Duration kept) {
        return of(
                unread,
                kept == null ? ANY : kept.dividedBy(2),
                kept,
                "a trigger (`wrapped trigger`) asks again for the stories that are missing");
    }

    private static Verdict of(
            Unread unread, Duration usual, @Nullable Duration kept, String again) {
        Verdict left = left(unread, usual, kept);
        if (unread.lost() == 0) {
            return left;
        }
        Verdict lost =
                Verdict.failed(
                        "%,d records at most were deleted before group %s read them"
                                .formatted(unread.lost(), unread.group()),
                        "keep records longer (retention.ms of the topic), since they are gone; "
                                + again);
        return left.outcome() == Outcome.OK ? lost : Verdict.all(List.of(lost, left));
    }

    private static Verdict left(Unread unread, Duration usual, @Nullable Duration kept) {
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
