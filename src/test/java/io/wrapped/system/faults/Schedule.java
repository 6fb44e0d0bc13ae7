package io.wrapped.system.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * Which faults come when, the same for the same seed. Each has its share of the listening before
 * it, but those at the end that come while stories are told.
 */
record Schedule(List<Entry> entries) {
    private static final int FAULTS = 6;
    private static final int LONG_SILENCE_EVERY = 20;

    /** Kinds that jobs must live with most are drawn more often. */
    private static final List<Fault> DECK = deck();

    /**
     * A fault.
     *
     * @param whileTelling waits until all is sent and stories are under way
     * @param delay from then on
     * @param lasts of what passes by itself
     * @param choice picks one of several, such as a TaskManager
     */
    record Entry(Fault fault, boolean whileTelling, Duration delay, Duration lasts, int choice) {}

    private static List<Fault> deck() {
        List<Fault> deck = new ArrayList<>(List.of(Fault.values()));
        deck.add(Fault.TASK_MANAGER_KILLED);
        deck.add(Fault.TASK_MANAGER_KILLED);
        deck.add(Fault.RESCALED);
        return List.copyOf(deck);
    }

    static Schedule of(long seed) {
        Random random = random(~seed);
        List<Fault> drawn = new ArrayList<>(DECK);
        Collections.shuffle(drawn, random);
        if (seed % LONG_SILENCE_EVERY == 0) {
            drawn.remove(Fault.MODEL_SILENT);
            drawn.add(0, Fault.MODEL_SILENT);
        }
        List<Entry> entries = new ArrayList<>();
        for (Fault fault : drawn.subList(0, FAULTS)) {
            entries.add(
                    new Entry(
                            fault,
                            entries.size() == FAULTS - 1,
                            Duration.ofMillis(random.nextInt(3_000)),
                            lasts(fault, seed, random),
                            random.nextInt(1 << 16)));
        }
        return new Schedule(List.copyOf(entries));
    }

    /** Of seeds that lie close together Random itself makes much the same at first. */
    static Random random(long seed) {
        return new Random(new SplittableRandom(seed).nextLong());
    }

    private static Duration lasts(Fault fault, long seed, Random random) {
        boolean minutes = fault == Fault.MODEL_SILENT && seed % LONG_SILENCE_EVERY == 0;
        return minutes ? Duration.ofMinutes(2) : Duration.ofMillis(500 + random.nextInt(3_000));
    }
}
