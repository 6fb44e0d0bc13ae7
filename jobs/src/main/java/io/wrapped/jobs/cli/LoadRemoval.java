package io.wrapped.jobs.cli;

import io.wrapped.jobs.cli.held.HeldRecord;
import io.wrapped.jobs.cli.held.HeldTopics;
import io.wrapped.jobs.cli.held.TopicSettings;
import io.wrapped.jobs.cli.load.LoadUsers;
import io.wrapped.sinks.hbase.UserIds;
import io.wrapped.sinks.kafka.Topics;
import io.wrapped.state.contract.LoadUser;
import io.wrapped.state.contract.Profile;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * Removes the users of loads as listeners are erased, but all of them together: the job is told,
 * forgets them and deletes what stands in HBase; then the topics are read once, and what is theirs
 * is taken back.
 */
final class LoadRemoval {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final long PAUSE_MS = 100;

    private final Configuration options;
    private final @Nullable String run;
    private final Progress progress;

    /**
     * What was removed.
     *
     * @param users who were
     * @param records taken back from topics
     * @param left what is found of them after all; empty as it should be
     */
    record Removed(int users, int records, List<String> left) {}

    /**
     * @param run whose users; null: those of all runs
     */
    LoadRemoval(Configuration options, @Nullable String run, Progress progress) {
        this.options = options;
        this.run = run;
        this.progress = progress;
    }

    Removed remove() throws CommandException {
        progress.step("Reading the topic of profiles");
        Set<String> users = LoadUsers.known(options, run);
        try (UserIds stored = new UserIds(options)) {
            users.addAll(stored(stored));
            if (users.isEmpty()) {
                progress.done();
                return new Removed(0, 0, List.of());
            }
            progress.step("Erasing");
            try (ListeningImport listening =
                    new ListeningImport(options, System.currentTimeMillis(), progress, () -> {})) {
                listening.sendProfiles(users.stream().map(LoadRemoval::erasure).toList());
            }
            progress.step("Waiting until HBase holds nothing of them");
            awaitNothingStored(stored);
        }
        progress.step("Taking back what stands on topics");
        HeldTopics topics = new HeldTopics(options);
        List<HeldRecord> held = topics.removable(this::isOfRun);
        takeBack(topics, held);
        progress.done();
        List<String> left =
                topics.removable(this::isOfRun).stream()
                        .map(record -> "a record on topic " + record.topic())
                        .distinct()
                        .toList();
        return new Removed(users.size(), held.size(), left);
    }

    private boolean isOfRun(String user) {
        return LoadUsers.isOf(user, run);
    }

    private List<String> stored(UserIds ids) throws CommandException {
        return Documents.await(ids.withPrefix(run == null ? LoadUser.PREFIX : LoadUser.prefix(run)))
                .stream()
                .filter(this::isOfRun)
                .toList();
    }

    private static Profile erasure(String user) {
        return new Profile(user, "UTC", null, null, null, true);
    }

    private void awaitNothingStored(UserIds ids) throws CommandException {
        int last = Integer.MAX_VALUE;
        long news = System.nanoTime();
        for (int left = stored(ids).size(); left > 0; left = stored(ids).size()) {
            if (left < last) {
                last = left;
                news = System.nanoTime();
            }
            if (System.nanoTime() - news > PATIENCE.toNanos()) {
                throw new CommandException(
                        "the job forgot them, but HBase still holds "
                                + left
                                + " of them after a minute; their rows go when HBase takes it, and"
                                + " `wrapped load --remove` once more takes back the rest");
            }
            try {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CommandException("interrupted", e);
            }
        }
    }

    private static void takeBack(HeldTopics topics, List<HeldRecord> records)
            throws CommandException {
        try {
            topics.takeBack(records);
        } catch (ExecutionException e) {
            throw new CommandException("Kafka did not take a record: " + Reasons.of(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("interrupted", e);
        }
    }

    /** What stays for a while, and for how long. */
    List<String> staying() throws CommandException {
        Topics topics = Topics.from(options);
        try {
            TopicSettings settings = TopicSettings.of(options, List.of(topics.play()));
            Duration kept = settings.retention(topics.play());
            return List.of(
                    "plays on "
                            + topics.play()
                            + ", which no job counts any more; "
                            + (kept == null
                                    ? "kept for good"
                                    : "each is gone " + kept.toDays() + " days after it was sent"),
                    "for each user an erasure on "
                            + topics.profile()
                            + " and a mark in the job's state, as of any erased listener",
                    "savepoints and checkpoints from before; the archive's files, if there are"
                            + " any");
        } catch (ExecutionException e) {
            throw new CommandException("Kafka does not answer: " + Reasons.of(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("interrupted", e);
        }
    }
}
