package io.wrapped.system.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What was asked of the model, and how often the same was paid for. It may be twice only where the
 * report job was begun anew between the two calls, and a reader had not seen the first answer in
 * the store when the same was asked for again. Safe for use by many threads.
 */
final class Payments {
    private static final int SOME = 3;
    private static final Duration LONGEST = Duration.ofSeconds(20);

    /** From a job's look into the store to its call of the model, on a busy machine. */
    private static final Duration LOOK_TO_CALL = Duration.ofSeconds(2);

    private final Map<String, List<Ask>> paid = new HashMap<>();
    private final Map<String, Long> storedAt = new HashMap<>();
    private final SortedSet<Long> starts = new TreeSet<>();
    private final Map<String, Long> underWay = new HashMap<>();
    private long lastFault;

    /** A call of the model; times are epoch milliseconds. */
    static final class Ask {
        private final String facts;
        private final long at = System.currentTimeMillis();
        private String text = "";

        private Ask(String facts) {
            this.facts = facts;
        }
    }

    synchronized Ask asked(String facts) {
        Ask ask = new Ask(facts);
        underWay.put(facts, ask.at);
        return ask;
    }

    synchronized void paid(Ask ask, String text) {
        ask.text = text;
        paid.computeIfAbsent(ask.facts, facts -> new ArrayList<>()).add(ask);
    }

    /** Stories that a reader has seen. */
    synchronized void stored(Set<String> texts) {
        long now = System.currentTimeMillis();
        texts.forEach(text -> storedAt.putIfAbsent(text, now));
        underWay.keySet().removeIf(this::isStored);
    }

    private boolean isStored(String facts) {
        return paid.getOrDefault(facts, List.of()).stream()
                .anyMatch(ask -> storedAt.containsKey(ask.text));
    }

    /** The report job runs since then, or 0 where nobody knows. */
    synchronized void runsSince(long epochMs) {
        starts.add(epochMs);
    }

    /** Something is done to the jobs or to what they need. */
    synchronized void faultBegins() {
        lastFault = System.currentTimeMillis();
    }

    /**
     * How many stories are asked for or answered, and not seen in the store. What was asked long
     * ago was objected to, or replaced before a reader saw it.
     */
    synchronized int inFlight() {
        long longAgo = System.currentTimeMillis() - LONGEST.toMillis();
        underWay.values().removeIf(at -> at < longAgo);
        return underWay.size();
    }

    /** How many stories are asked for and not answered. */
    synchronized int unanswered() {
        return inFlight() - notStored();
    }

    /** How many stories are answered, and not seen in the store. */
    synchronized int notStored() {
        inFlight();
        return (int) underWay.keySet().stream().filter(paid::containsKey).count();
    }

    /** What was answered to which facts, as they stood in the prompt. */
    synchronized Map<String, Set<String>> answers() {
        Map<String, Set<String>> answers = new HashMap<>();
        paid.forEach(
                (facts, asks) ->
                        asks.forEach(
                                ask ->
                                        answers.computeIfAbsent(ask.facts, key -> new HashSet<>())
                                                .add(ask.text)));
        return answers;
    }

    /** Whether stories are told, and some of them were since the last fault. */
    synchronized boolean areUnderWay() {
        return inFlight() > 0
                && paid.values().stream()
                                .flatMap(List::stream)
                                .filter(ask -> ask.at > lastFault)
                                .count()
                        >= SOME;
    }

    /** How many answers were paid for although the same had been before. */
    synchronized int twice() {
        return paid.values().stream().mapToInt(asks -> asks.size() - 1).sum();
    }

    /** Of those paid for twice, what cannot be excused. */
    synchronized List<String> inexcusable() {
        List<String> found = new ArrayList<>();
        paid.forEach(
                (facts, asks) -> {
                    for (int i = 1; i < asks.size(); i++) {
                        if (!wasInFlight(asks.get(i - 1), asks.get(i))) {
                            found.add(facts);
                        }
                    }
                });
        return found;
    }

    private boolean wasInFlight(Ask first, Ask again) {
        long stored = storedAt.getOrDefault(first.text, Long.MAX_VALUE);
        boolean restarted = !starts.subSet(first.at, again.at + 1).isEmpty();
        return restarted && stored > again.at - LOOK_TO_CALL.toMillis();
    }
}
