package io.wrapped.system.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was asked of the model, and how often the same was paid for. It may be twice only where
 * something happened between the two calls that may restart a job, and the first answer was not
 * seen in the store when that began. Safe for use by many threads.
 */
final class Payments {
    private static final int SOME = 3;
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final Map<String, List<Ask>> paid = new HashMap<>();
    private final Map<String, Long> storedAt = new HashMap<>();
    private final List<Span> restarts = new ArrayList<>();
    private final Map<String, Long> underWay = new HashMap<>();

    /** A call of the model; times are nanoseconds of this JVM's clock. */
    static final class Ask {
        private final String facts;
        private final long at = System.nanoTime();
        private String text = "";

        private Ask(String facts) {
            this.facts = facts;
        }
    }

    /** When something that may restart a job began, and when it was over. */
    private static final class Span {
        private final long from = System.nanoTime();
        private long to = Long.MAX_VALUE;
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
        long now = System.nanoTime();
        texts.forEach(text -> storedAt.putIfAbsent(text, now));
        underWay.keySet().removeIf(this::isStored);
    }

    private boolean isStored(String facts) {
        return paid.getOrDefault(facts, List.of()).stream()
                .anyMatch(ask -> storedAt.containsKey(ask.text));
    }

    /** Something begins that may restart a job. */
    synchronized void mayRestart() {
        restarts.add(new Span());
    }

    /** What began last is over. */
    synchronized void mayHaveRestarted() {
        restarts.get(restarts.size() - 1).to = System.nanoTime();
    }

    /**
     * How many stories are asked for or answered, and not seen in the store. What was asked long
     * ago was objected to, or replaced before a reader saw it.
     */
    synchronized int inFlight() {
        long longAgo = System.nanoTime() - LONGEST.toNanos();
        underWay.values().removeIf(at -> at < longAgo);
        return underWay.size();
    }

    /** Whether stories are told, and some of them were since the last fault. */
    synchronized boolean areUnderWay() {
        long since = restarts.isEmpty() ? Long.MIN_VALUE : restarts.get(restarts.size() - 1).from;
        return inFlight() > 0
                && paid.values().stream()
                                .flatMap(List::stream)
                                .filter(ask -> ask.at > since)
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

    /**
     * Whether something began between two calls that may restart a job, at a time when what was
     * asked for first was not seen in the store. It may come there later, while the same is asked
     * for again.
     */
    private boolean wasInFlight(Ask first, Ask again) {
        long stored = storedAt.getOrDefault(first.text, Long.MAX_VALUE);
        return restarts.stream()
                .anyMatch(
                        span ->
                                first.at <= span.to
                                        && span.from <= again.at
                                        && span.from <= stored);
    }
}
