package io.wrapped.jobs.cli.held;

import io.wrapped.jobs.cli.held.Held.Place;
import io.wrapped.jobs.cli.held.Snapshots.Snapshot;
import io.wrapped.sinks.kafka.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ReadableConfig;
import org.jspecify.annotations.Nullable;

/** Says what may still hold an erased user after the erasure, and when that goes. */
public final class LeftBehind {
    private static final int SHOWN = 20;

    private final Topics topics;
    private final TopicSettings settings;
    private final List<String> folders;

    public LeftBehind(ReadableConfig options, TopicSettings settings) {
        this.topics = Topics.from(options);
        this.settings = settings;
        this.folders = Snapshots.folders(options);
    }

    /** The topics whose settings are needed. */
    public static List<String> topics(Topics topics) {
        return List.of(
                topics.play(),
                topics.profile(),
                topics.exclusion(),
                topics.control(),
                topics.replay(),
                topics.reportRequests(),
                topics.reportFailures(),
                topics.deadLetters(),
                topics.importOutcomes());
    }

    /**
     * The lines of the report.
     *
     * @param erasedAt when the user was erased, epoch milliseconds
     * @param until until when the job may not have obeyed yet, epoch milliseconds
     * @param obeyed whether it is known that it had then
     * @param unread cells of the user that HBase shows nobody and has not compacted away
     * @param snapshots those completed until then
     * @param archived what is to be said of the archive
     */
    public List<String> lines(
            Held held,
            long erasedAt,
            long until,
            boolean obeyed,
            int unread,
            List<Snapshot> snapshots,
            List<String> archived) {
        List<String> lines = new ArrayList<>();
        lines.add(
                topics.play()
                        + ": plays sent until the erasure, which are not looked at here and which"
                        + " no job counts any more; "
                        + gone(erasedAt, settings.retention(topics.play()))
                        + "; later ones each as long after they were sent");
        lines.add(
                topics.replay()
                        + ": plays of replays until the erasure, which end there; "
                        + gone(erasedAt, settings.retention(topics.replay())));
        if (held.replaced() > 0) {
            lines.add(
                    "records on Kafka's disks that were taken back or replaced: "
                            + held.replaced()
                            + "; "
                            + compacted());
        }
        if (unread > 0) {
            lines.add(
                    "cells on HBase's disks that no reader is shown: "
                            + unread
                            + "; gone with its next major compaction (weekly unless configured"
                            + " otherwise)");
        }
        if (!held.triggers().isEmpty()) {
            lines.add(
                    topics.control()
                            + ": triggers that name the user in their list: "
                            + held.triggers().size()
                            + "; "
                            + gone(newest(held.triggers()), settings.retention(topics.control())));
        }
        if (!held.outcomes().isEmpty()) {
            lines.add(
                    topics.importOutcomes()
                            + ": outcomes that name the user: "
                            + held.outcomes().size()
                            + "; "
                            + gone(
                                    newest(held.outcomes()),
                                    settings.retention(topics.importOutcomes())));
        }
        if (!held.unclear().isEmpty()) {
            lines.add(
                    topics.deadLetters()
                            + ": dead letters that do not tell whose they are: "
                            + held.unclear().size()
                            + ", "
                            + held.mentions().size()
                            + " of them with the user's id in their bytes"
                            + places(held.mentions())
                            + "; "
                            + gone(
                                    newest(held.unclear()),
                                    settings.retention(topics.deadLetters())));
        }
        addSnapshots(lines, until, obeyed, snapshots);
        lines.addAll(archived);
        return lines;
    }

    private void addSnapshots(
            List<String> lines, long until, boolean obeyed, List<Snapshot> snapshots) {
        if (folders.isEmpty()) {
            lines.add(
                    "savepoints and checkpoints from before the job obeyed; name their folders with"
                            + " -Dexecution.checkpointing.savepoint-dir=… and"
                            + " -Dexecution.checkpointing.dir=… to have them listed");
            return;
        }
        for (Snapshot snapshot : snapshots) {
            lines.add(
                    snapshot.folder()
                            + ": completed "
                            + inSeconds(snapshot.completedAt())
                            + ", when the job may not have obeyed yet; a running job removes its"
                            + " checkpoints as later ones complete, savepoints stay until they are"
                            + " deleted");
        }
        lines.add(
                "savepoints and checkpoints that were under way at "
                        + inSeconds(until)
                        + (obeyed
                                ? ", when the job had obeyed, and completed later: they are not"
                                        + " listed here"
                                : ", a minute after the erasure was sent, or begun before the job"
                                        + " obeyed, if it was down or far behind: they are not"
                                        + " listed here"));
    }

    private static Instant inSeconds(long time) {
        return Instant.ofEpochMilli(time).truncatedTo(ChronoUnit.SECONDS);
    }

    /** Where records stand, of many the first. */
    private static String places(List<HeldRecord> records) {
        if (records.isEmpty()) {
            return "";
        }
        String places =
                records.stream()
                        .limit(SHOWN)
                        .map(record -> record.partition() + ":" + record.offset())
                        .collect(Collectors.joining(", "));
        return " (partition:offset "
                + places
                + (records.size() > SHOWN ? " and " + (records.size() - SHOWN) + " more)" : ")");
    }

    /**
     * What is to be said of the archive.
     *
     * @param files with how many records of the user they hold; null where it is not known whether
     *     there is an archive
     */
    public static List<String> archiveLines(@Nullable SortedMap<String, Long> files) {
        if (files == null) {
            return List.of(
                    "files of the archive, if the job writes one; name it with -Dwrapped.archive=…"
                            + " to have them listed");
        }
        List<String> lines = new ArrayList<>();
        files.forEach(
                (file, records) ->
                        lines.add(
                                file
                                        + ": "
                                        + records
                                        + (records == 1 ? " record" : " records")
                                        + " of the user; replay and bootstrap leave them out, the"
                                        + " file stays until it is deleted"));
        lines.add(
                "plays of the user that producers go on sending: the archive keeps them as they"
                        + " come, the jobs refuse them");
        return lines;
    }

    private String compacted() {
        Duration longest = Duration.ZERO;
        for (Place place : Place.values()) {
            Duration lag = settings.takenBack(place.topic(topics));
            if (lag == null) {
                return "gone when the brokers compact them";
            }
            longest = longest.compareTo(lag) < 0 ? lag : longest;
        }
        return "compacted away after " + inWords(longest) + ", as further records come";
    }

    private static String gone(long timestamp, @Nullable Duration retention) {
        return retention == null
                ? "kept for good"
                : "the last is gone by about "
                        + Instant.ofEpochMilli(timestamp)
                                .plus(retention)
                                .truncatedTo(ChronoUnit.SECONDS)
                        + " (kept for "
                        + inWords(retention)
                        + ")";
    }

    private static String inWords(Duration duration) {
        return duration.toDays() > 0 && duration.equals(Duration.ofDays(duration.toDays()))
                ? duration.toDays() + (duration.toDays() == 1 ? " day" : " days")
                : duration.toString();
    }

    private static long newest(List<HeldRecord> records) {
        return records.stream().mapToLong(HeldRecord::timestamp).max().orElse(0);
    }
}
