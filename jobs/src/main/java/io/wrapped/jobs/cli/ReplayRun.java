package io.wrapped.jobs.cli;

import io.wrapped.jobs.cli.replay.KeptPlays;
import io.wrapped.state.contract.CodePoints;
import io.wrapped.state.contract.KeptPlay;
import io.wrapped.state.contract.Outcome;
import io.wrapped.state.contract.ProtoRecords;
import io.wrapped.state.contract.Replay;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.apache.flink.configuration.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * Has listeners built anew from kept plays: tells the job to begin, reads the plays once it has,
 * hands them over, tells it to end. What it waits for is told when a checkpoint has it.
 */
final class ReplayRun implements AutoCloseable {
    /** Bytes of plays that go in one record: well below the largest that the topic takes. */
    private static final int TOGETHER = 256 << 10;

    /** What nothing was heard of for so long is said again, which changes nothing. */
    private static final long SAY_AGAIN_MS = 60_000;

    /** No checkpoint for so long: something is wrong. */
    private static final long PATIENCE_MS = 600_000;

    private final String replayId = UUID.randomUUID().toString();
    private final Progress progress;
    private final RecordSender sender;
    private final Outcomes outcomes;
    private final Map<String, Long> tokens = new HashMap<>();
    private final Map<String, Integer> parts = new HashMap<>();
    private final TreeMap<String, Long> changed = new TreeMap<>(CodePoints::compare);
    private final TreeMap<String, String> refused = new TreeMap<>(CodePoints::compare);
    private long plays;
    private @Nullable String notUnderstood;

    ReplayRun(Configuration options, Progress progress) {
        this.progress = progress;
        outcomes = new Outcomes(replayId, options);
        sender = new RecordSender(replayId, System.currentTimeMillis(), options);
    }

    /**
     * Replays.
     *
     * @param forgetMissing whether plays go that are counted now and were not kept
     */
    void run(Set<String> users, KeptPlays kept, boolean forgetMissing) throws CommandException {
        Set<String> open = new TreeSet<>(users);
        try {
            progress.step("Beginning, which waits for a checkpoint");
            await(users, user -> Replay.begin(user, replayId), tokens.keySet(), "the beginning");
            open.removeAll(refused.keySet());
            progress.step("Reading and sending kept plays");
            handOver(kept, Set.copyOf(open));
            if (!forgetMissing) {
                giveUpWithoutPlays(open);
            }
            progress.step("Putting in place, which waits for a checkpoint");
            await(
                    Set.copyOf(open),
                    user ->
                            Replay.end(
                                    user,
                                    replayId,
                                    parts.getOrDefault(user, 0),
                                    tokens.getOrDefault(user, 0L),
                                    forgetMissing),
                    changed.keySet(),
                    "the end");
            open.clear();
            progress.done();
        } finally {
            giveUp(open);
        }
    }

    /** The users who were built anew, with the number of dates on which something changed. */
    TreeMap<String, Long> changed() {
        return changed;
    }

    /** The users who were not, and why. */
    TreeMap<String, String> refused() {
        return refused;
    }

    /** How many plays were replayed. */
    long plays() {
        return plays;
    }

    private void handOver(KeptPlays kept, Set<String> users) throws CommandException {
        Map<String, List<KeptPlay>> gathered = new HashMap<>();
        Map<String, Integer> bytes = new HashMap<>();
        try {
            kept.read(
                    users,
                    play -> {
                        String user = play.play().userId();
                        List<KeptPlay> ofUser =
                                gathered.computeIfAbsent(user, key -> new ArrayList<>());
                        ofUser.add(play);
                        progress.at(++plays, 0);
                        int size =
                                bytes.merge(
                                        user, ProtoRecords.bytes(play.play()).length, Integer::sum);
                        if (size >= TOGETHER) {
                            send(user, ofUser);
                            bytes.remove(user);
                        }
                    });
        } catch (IOException e) {
            throw new CommandException("the kept plays cannot be read: " + Reasons.of(e), e);
        }
        gathered.forEach(this::send);
        sender.flush();
    }

    private void send(String user, List<KeptPlay> together) {
        if (!together.isEmpty()) {
            int number = parts.merge(user, 1, Integer::sum) - 1;
            sender.send(Replay.plays(user, replayId, number, together));
            together.clear();
        }
    }

    /**
     * Sends each user's step and waits until all were told of, or refused.
     *
     * @param told grows with the users who were
     */
    private void await(
            Set<String> users, Function<String, Replay> step, Set<String> told, String what)
            throws CommandException {
        Set<String> open = new TreeSet<>(users);
        long lastNews = System.currentTimeMillis();
        long lastSaid = 0;
        while (!open.isEmpty()) {
            long now = System.currentTimeMillis();
            if (now - lastSaid > SAY_AGAIN_MS) {
                open.forEach(user -> sender.send(step.apply(user)));
                sender.flush();
                lastSaid = now;
            }
            if (outcomes.poll(this::take) > 0) {
                lastNews = System.currentTimeMillis();
                lastSaid = lastNews;
                open.removeAll(told);
                open.removeAll(refused.keySet());
                progress.at(users.size() - open.size(), users.size());
            }
            if (notUnderstood != null) {
                throw new CommandException(
                        "the wrapped job did not understand a step of the replay: "
                                + notUnderstood
                                + "; is it of another release than this command?");
            }
            if (System.currentTimeMillis() - lastNews > PATIENCE_MS) {
                throw new CommandException(
                        "the wrapped job has said nothing of "
                                + what
                                + " for ten minutes; is it running, and are its checkpoints"
                                + " completing? "
                                + Retelling.LATER);
            }
        }
    }

    private void take(Outcome outcome) {
        String user = String.valueOf(outcome.userId());
        switch (outcome.result()) {
            case BEGUN -> tokens.put(user, outcome.version());
            case REPLAYED -> changed.put(user, outcome.version());
            case REPLAY_REFUSED -> refused.put(user, String.valueOf(outcome.reason()));
            case DEAD_LETTER -> notUnderstood = outcome.reason();
            default -> {
                // Of a step that was given up.
            }
        }
    }

    /** Whose id is perhaps mistyped. */
    private void giveUpWithoutPlays(Set<String> open) {
        Set<String> without = new TreeSet<>(open);
        without.removeAll(parts.keySet());
        without.forEach(user -> refused.put(user, "no play of theirs was kept"));
        giveUp(without);
        open.removeAll(without);
    }

    /** What was begun and not ended would be kept for a day. */
    private void giveUp(Collection<String> users) {
        users.forEach(user -> sender.send(Replay.abandon(user, replayId)));
    }

    @Override
    public void close() {
        sender.close();
        outcomes.close();
    }
}
