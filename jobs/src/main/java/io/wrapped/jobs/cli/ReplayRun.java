package io.wrapped.jobs.cli;

import io.wrapped.jobs.cli.replay.KeptPlays;
import io.wrapped.state.contract.CodePoints;
import io.wrapped.state.contract.KeptPlay;
import io.wrapped.state.contract.Outcome;
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
import org.apache.flink.configuration.Configuration;

/**
 * Has listeners built anew from kept plays: tells the job to begin, reads the plays once it has,
 * hands them over, tells it to end. What it waits for is told when a checkpoint has it.
 */
final class ReplayRun implements AutoCloseable {
    /** Plays that go in one record: well below the largest that brokers take. */
    private static final int TOGETHER = 250;

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
    private int heard;

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
            users.forEach(user -> sender.send(Replay.begin(user, replayId)));
            await(users.size(), "the beginning");
            open.removeAll(refused.keySet());
            progress.step("Reading and sending kept plays");
            handOver(kept, Set.copyOf(open));
            progress.step("Putting in place, which waits for a checkpoint");
            open.forEach(
                    user ->
                            sender.send(
                                    Replay.end(
                                            user,
                                            replayId,
                                            parts.getOrDefault(user, 0),
                                            tokens.getOrDefault(user, 0L),
                                            forgetMissing)));
            await(users.size() + open.size(), "the end");
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
        try {
            kept.read(
                    users,
                    play -> {
                        String user = play.play().userId();
                        List<KeptPlay> ofUser =
                                gathered.computeIfAbsent(user, key -> new ArrayList<>());
                        ofUser.add(play);
                        progress.at(++plays, 0);
                        if (ofUser.size() == TOGETHER) {
                            send(user, ofUser);
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

    /** Waits until so many steps in all were told of. */
    private void await(int steps, String what) throws CommandException {
        sender.flush();
        long lastNews = System.currentTimeMillis();
        int all = steps - heard;
        while (heard < steps) {
            if (outcomes.poll(this::take) > 0) {
                lastNews = System.currentTimeMillis();
                progress.at(all - (steps - heard), all);
            }
            if (System.currentTimeMillis() - lastNews > PATIENCE_MS) {
                throw new CommandException(
                        "the wrapped job has said nothing of "
                                + what
                                + " for ten minutes; is it running, and are its checkpoints"
                                + " completing?");
            }
        }
    }

    private void take(Outcome outcome) {
        String user = String.valueOf(outcome.userId());
        heard++;
        switch (outcome.result()) {
            case BEGUN -> tokens.put(user, outcome.version());
            case REPLAYED -> changed.put(user, outcome.version());
            case REPLAY_REFUSED -> refused.put(user, String.valueOf(outcome.reason()));
            case DEAD_LETTER ->
                    refused.put(user, "the job did not understand a step: " + outcome.reason());
            default -> heard--;
        }
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
