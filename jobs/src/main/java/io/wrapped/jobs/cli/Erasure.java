package io.wrapped.jobs.cli;

import io.wrapped.jobs.cli.held.ArchivedOfUser;
import io.wrapped.jobs.cli.held.Held;
import io.wrapped.jobs.cli.held.Held.Place;
import io.wrapped.jobs.cli.held.HeldRecord;
import io.wrapped.jobs.cli.held.HeldTopics;
import io.wrapped.jobs.cli.held.LeftBehind;
import io.wrapped.jobs.cli.held.Snapshots;
import io.wrapped.jobs.cli.held.TopicSettings;
import io.wrapped.sinks.hbase.ReviewTable;
import io.wrapped.sinks.hbase.UserRow;
import io.wrapped.sinks.hbase.UserRow.Content;
import io.wrapped.sinks.kafka.Topics;
import io.wrapped.state.contract.ProtoRecords;
import io.wrapped.state.contract.RefusedException;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.Configuration;
import org.jspecify.annotations.Nullable;

/** An erasure outside of the jobs: what is removed there, what is left, and the proof. */
final class Erasure implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final long PAUSE_MS = 100;

    private final String user;
    private final Configuration options;
    private final HeldTopics topics;
    private final UserRow row;

    Erasure(String user, Configuration options) {
        this.user = user;
        this.options = options;
        this.topics = new HeldTopics(options);
        this.row = new UserRow(options);
    }

    Content stored() throws CommandException {
        return Documents.await(row.read(user));
    }

    /** Whether the last profile of the user is an erasure. */
    boolean isErased() {
        return topics.profiles(user).stream()
                .max(
                        // A producer may have put them into several partitions.
                        Comparator.comparingLong(HeldRecord::timestamp)
                                .thenComparingLong(HeldRecord::offset))
                .map(Erasure::isErasure)
                .orElse(false);
    }

    /**
     * Waits until the job's erasure stands in HBase and nothing else does.
     *
     * @param before what stood there before it
     */
    void awaitNothingStored(Content before) throws CommandException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (Content now = stored();
                now.erasedUpTo() <= before.erasedUpTo() || !now.cells().isEmpty();
                now = stored()) {
            if (System.nanoTime() > deadline) {
                throw new CommandException(
                        "the job forgot "
                                + user
                                + ", but after a minute HBase still holds "
                                + counted(now)
                                + "; the erasure follows when HBase takes it, `wrapped erase "
                                + user
                                + " --check` tells");
            }
            try {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CommandException("interrupted", e);
            }
        }
    }

    /** Takes back what the topics hold. */
    Held takeBack() throws CommandException {
        Held held = topics.find(user);
        try {
            topics.takeBack(held.all());
            topics.eraseReturn(user, held.profiles());
        } catch (ExecutionException e) {
            throw new CommandException("Kafka did not take a record: " + Reasons.of(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("interrupted", e);
        }
        return held;
    }

    /**
     * Reads everything and prints what is there that an erasure removes, and what is left.
     *
     * @param obeyedAt when the job had obeyed at the latest, epoch milliseconds; null where that is
     *     not known: soon after the erasure was sent
     * @return whether the user is erased and nothing is there
     */
    boolean check(PrintStream out, @Nullable Long obeyedAt) throws CommandException {
        Content stored = stored();
        Held held = topics.find(user);
        List<String> there = new ArrayList<>();
        if (!stored.cells().isEmpty()) {
            there.add("HBase: " + counted(stored));
        }
        if (!stored.erased()) {
            there.add("HBase: no mark of an erasure");
        }
        for (Place place : Place.values()) {
            if (!held.at(place).isEmpty()) {
                String topic = place.topic(Topics.from(options));
                there.add(topic + ": " + place.count(held.at(place).size()));
            }
        }
        long erasedAt = Long.MIN_VALUE;
        for (HeldRecord profile : held.profiles()) {
            if (isErasure(profile)) {
                erasedAt = Math.max(erasedAt, profile.timestamp());
            } else {
                there.add(Topics.from(options).profile() + ": a profile that does not erase");
            }
        }
        if (erasedAt == Long.MIN_VALUE) {
            there.add(Topics.from(options).profile() + ": no erasure");
        }
        if (!there.isEmpty()) {
            out.println(user + " is not erased to the end:");
            there.forEach(line -> out.println("  " + line));
            return false;
        }
        out.printf(
                "%s is erased since %s: HBase, exclusions, requests and dead letters hold nothing"
                        + " (all were read), and HBase has the mark that the job leaves when it"
                        + " clears its state.%n",
                user, Instant.ofEpochMilli(erasedAt).truncatedTo(ChronoUnit.SECONDS));
        out.println("What may still hold " + user + ", and when it goes:");
        long until = obeyedAt == null ? erasedAt + PATIENCE.toMillis() : obeyedAt;
        left(held, erasedAt, until, obeyedAt != null, stored)
                .forEach(line -> out.println("  " + line));
        return true;
    }

    private List<String> left(Held held, long erasedAt, long until, boolean obeyed, Content stored)
            throws CommandException {
        try {
            TopicSettings settings =
                    TopicSettings.of(options, LeftBehind.topics(Topics.from(options)));
            return new LeftBehind(options, settings)
                    .lines(
                            held,
                            erasedAt,
                            until,
                            obeyed,
                            stored.unread(),
                            Snapshots.until(options, until),
                            archived());
        } catch (ExecutionException e) {
            throw new CommandException("Kafka does not answer: " + Reasons.of(e), e);
        } catch (IOException e) {
            throw new CommandException("savepoints cannot be listed: " + Reasons.of(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("interrupted", e);
        }
    }

    /** The archive's lines; that it cannot be read is no reason to call an erasure failed. */
    private List<String> archived() {
        try {
            return LeftBehind.archiveLines(ArchivedOfUser.files(user, options));
        } catch (IOException e) {
            return List.of("files of the archive, which cannot be read: " + Reasons.of(e));
        }
    }

    private static boolean isErasure(HeldRecord profile) {
        byte[] value = profile.value();
        try {
            return value != null && ProtoRecords.profile(value).erased();
        } catch (RefusedException e) {
            return false;
        }
    }

    /** What stands in HBase, in words. */
    static String counted(Content stored) {
        return "%d reviews, %d day facts, %d stories"
                .formatted(
                        stored.of(ReviewTable.REVIEWS).size(),
                        stored.of(ReviewTable.DAYS).size(),
                        stored.of(ReviewTable.STORIES).size());
    }

    @Override
    public void close() {
        row.close();
    }
}
