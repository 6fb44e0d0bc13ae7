package io.wrapped.state.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wrapped.state.cases.Case.Refusal;
import io.wrapped.state.contract.CatalogueItem;
import io.wrapped.state.contract.Exclusion;
import io.wrapped.state.contract.JsonRecords;
import io.wrapped.state.contract.Outcome.Result;
import io.wrapped.state.contract.Play;
import io.wrapped.state.contract.Profile;
import io.wrapped.state.contract.ProtoRecords;
import io.wrapped.state.contract.RefusedException;
import io.wrapped.state.contract.Trigger;
import io.wrapped.state.review.ContentTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Runs a case through the plain logic. Every record that JSON lets through goes through its wire
 * format as well.
 */
public final class PlainRun {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Case input;
    private final Map<String, PlainListener> listeners = new HashMap<>();
    private final ContentTable catalogue = new ContentTable();
    private final Map<String, Long> report = new TreeMap<>();
    private final Set<Refusal> deadLetters = new HashSet<>();

    private PlainRun(Case input) {
        this.input = input;
    }

    /** Runs a case with the plays in an order of their places in the case. */
    public static CaseResult of(Case input, List<Integer> order) {
        PlainRun run = new PlainRun(input);
        run.readAllButPlays();
        order.forEach(run::readPlay);
        run.count("read", order.size());
        return new CaseResult(run.report, run.deadLetters, run.documents());
    }

    private void readAllButPlays() {
        for (int i = 0; i < input.profiles().size(); i++) {
            JsonNode record = input.profiles().get(i);
            read(
                    "profile",
                    i,
                    () -> {
                        Profile profile =
                                ProtoRecords.profile(
                                        ProtoRecords.bytes(JsonRecords.profile(record)));
                        listener(profile.userId()).apply(profile);
                    });
        }
        for (int i = 0; i < input.catalogue().size(); i++) {
            JsonNode record = input.catalogue().get(i);
            read(
                    "catalogue",
                    i,
                    () -> {
                        CatalogueItem item =
                                ProtoRecords.catalogueItem(
                                        ProtoRecords.bytes(JsonRecords.catalogueItem(record)));
                        catalogue.put(item, 0);
                    });
        }
        for (int i = 0; i < input.exclusions().size(); i++) {
            JsonNode record = input.exclusions().get(i);
            read(
                    "exclusion",
                    i,
                    () -> {
                        Exclusion exclusion =
                                ProtoRecords.exclusion(
                                        ProtoRecords.bytes(JsonRecords.exclusion(record)));
                        listener(exclusion.userId()).apply(exclusion);
                    });
        }
    }

    private void readPlay(int place) {
        boolean taken =
                read(
                        "play",
                        place,
                        () -> {
                            Play read = JsonRecords.play(input.plays().get(place), input.now());
                            Play play = ProtoRecords.play(ProtoRecords.bytes(read), input.now());
                            count(reportKey(listener(play.userId()).play(play)), 1);
                        });
        if (!taken) {
            count(Case.DEAD_LETTERS, 1);
        }
    }

    /** How reports of cases spell a result. */
    public static String reportKey(Result result) {
        return switch (result) {
            case STREAM -> "streams";
            case TOO_SHORT -> "too short";
            case PRIVATE -> "private";
            case DUPLICATE -> "duplicate";
            case ERASED -> "erased";
            case DEAD_LETTER -> Case.DEAD_LETTERS;
            default -> throw new IllegalArgumentException(result + " is nothing a play becomes");
        };
    }

    private Map<String, JsonNode> documents() {
        Trigger trigger;
        try {
            trigger =
                    ProtoRecords.trigger(ProtoRecords.bytes(JsonRecords.trigger(input.control())));
        } catch (RefusedException e) {
            return Map.of();
        }
        Map<String, JsonNode> documents = new TreeMap<>();
        listeners.forEach(
                (user, listener) -> {
                    if (listener.known() && trigger.covers(user)) {
                        documents.put(
                                user,
                                json(
                                        listener.review(
                                                        trigger.year(),
                                                        trigger.throughEpochDay(),
                                                        catalogue)
                                                .bytes()));
                    }
                });
        return documents;
    }

    private static JsonNode json(byte[] document) {
        try {
            return JSON.readTree(document);
        } catch (IOException e) {
            throw new UncheckedIOException("a document is no JSON", e);
        }
    }

    private boolean read(String topic, int offset, Reading reading) {
        try {
            reading.run();
            return true;
        } catch (RefusedException e) {
            deadLetters.add(new Refusal(topic, offset, !e.isPrivatePlay()));
            return false;
        }
    }

    private interface Reading {
        void run() throws RefusedException;
    }

    private PlainListener listener(String userId) {
        return listeners.computeIfAbsent(userId, PlainListener::new);
    }

    private void count(String key, long more) {
        if (more > 0) {
            report.merge(key, more, Long::sum);
        }
    }
}
