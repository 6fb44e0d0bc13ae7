package io.wrapped.jobs.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.wrapped.sinks.hbase.ReviewReader;
import io.wrapped.sinks.hbase.Slot;
import io.wrapped.state.contract.CodePoints;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Reads documents back from the store, waiting for what a trigger has announced. */
final class Documents {
    private static final Duration ANSWER = Duration.ofMinutes(1);
    private static final long PAUSE_MS = 50;
    private static final long PATIENCE_MS = Duration.ofMinutes(10).toMillis();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ReviewReader reader;
    private final Progress progress;
    private final ListeningImport.Liveness liveness;

    Documents(ReviewReader reader, Progress progress, ListeningImport.Liveness liveness) {
        this.reader = reader;
        this.progress = progress;
        this.liveness = liveness;
    }

    /**
     * The documents that a trigger wrote, by user.
     *
     * @param told the users with the version of the document that was written for each
     * @param stories whether to wait until each day's story is told or has failed
     */
    TreeMap<String, String> written(Map<String, Long> told, int year, Slot slot, boolean stories)
            throws CommandException {
        TreeMap<String, String> documents = new TreeMap<>(CodePoints::compare);
        long lastNews = System.currentTimeMillis();
        while (documents.size() < told.size()) {
            int before = documents.size();
            for (Map.Entry<String, Long> user : told.entrySet()) {
                if (!documents.containsKey(user.getKey())
                        && await(reader.version(user.getKey(), year, slot)).orElse(Long.MIN_VALUE)
                                >= user.getValue()) {
                    Optional<String> document = read(user.getKey(), year, slot);
                    if (document.isPresent() && !(stories && waitsForStory(document.get()))) {
                        documents.put(user.getKey(), document.get());
                    }
                }
            }
            if (documents.size() > before) {
                lastNews = System.currentTimeMillis();
                progress.at(documents.size(), told.size());
            } else {
                pause(lastNews, told.size() - documents.size(), stories);
            }
        }
        return documents;
    }

    /** One document as it stands, with its stories. */
    Optional<String> read(String userId, int year, Slot slot) throws CommandException {
        return await(reader.review(userId, year, slot));
    }

    private void pause(long lastNews, int missing, boolean stories) throws CommandException {
        liveness.check();
        if (System.currentTimeMillis() - lastNews > PATIENCE_MS) {
            throw new CommandException(
                    "still waiting for "
                            + missing
                            + (stories ? " documents or their stories" : " documents")
                            + " after ten minutes without news");
        }
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("interrupted", e);
        }
    }

    private static boolean waitsForStory(String document) throws CommandException {
        try {
            for (JsonNode day : JSON.readTree(document).path("remarkable_days")) {
                String status = day.path("report").path("status").asText();
                if (!status.equals("complete") && !status.equals("failed")) {
                    return true;
                }
            }
            return false;
        } catch (JsonProcessingException e) {
            throw new CommandException("a stored document is no JSON: " + e.getMessage(), e);
        }
    }

    static <T> T await(CompletableFuture<T> answer) throws CommandException {
        try {
            return answer.get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new CommandException("HBase cannot be read: " + Reasons.of(e), e);
        } catch (TimeoutException e) {
            throw new CommandException("HBase did not answer for a minute", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("interrupted", e);
        }
    }
}
