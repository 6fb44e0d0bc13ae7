package io.wrapped.jobs.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.wrapped.sinks.hbase.HBaseStoryStore;
import io.wrapped.sinks.hbase.ReviewReader;
import io.wrapped.sinks.hbase.ReviewReader.Key;
import io.wrapped.sinks.hbase.ReviewTable;
import io.wrapped.sinks.hbase.Slot;
import io.wrapped.sinks.hbase.UserRow;
import io.wrapped.sinks.hbase.UserRow.Content;
import io.wrapped.sinks.hbase.UserRow.Value;
import io.wrapped.state.contract.CodePoints;
import io.wrapped.state.contract.Trigger.Purpose;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.configuration.Configuration;

/**
 * Has the years of some users told again as they were told last: PREVIEW and FINAL documents change
 * only by a trigger. Stories whose facts did not change are not asked for again.
 */
final class Retelling {
    /** What to do where it was not come to. */
    static final String LATER =
            "Run this again with --retell all, which tells years again also where nothing is left"
                    + " to change";

    /** Users of one trigger: its record stays well below the largest that brokers take. */
    private static final int TOGETHER = 1_000;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Configuration options;
    private final Progress progress;

    /** What came of it. */
    record Told(int documents, int storiesDeleted) {}

    /** What was told, and how far it went. */
    private record Year(int year, Purpose purpose, LocalDate through) {}

    Retelling(Configuration options, Progress progress) {
        this.options = options;
        this.progress = progress;
    }

    /**
     * Tells them again, waits until all are told, and deletes stories of dates that are remarkable
     * no more.
     *
     * @return how many documents were told, and how many stories deleted
     */
    Told tell(Collection<String> users) throws CommandException {
        Map<Year, SortedSet<String>> told = told(users);
        int documents = 0;
        try (ListeningImport listening =
                new ListeningImport(options, System.currentTimeMillis(), progress, () -> {})) {
            for (Map.Entry<Year, SortedSet<String>> entry : told.entrySet()) {
                Year year = entry.getKey();
                progress.step("Telling " + year.year() + " again");
                List<String> ofYear = new ArrayList<>(entry.getValue());
                for (int from = 0; from < ofYear.size(); from += TOGETHER) {
                    List<String> together =
                            ofYear.subList(from, Math.min(ofYear.size(), from + TOGETHER));
                    Map<String, Long> versions =
                            listening.trigger(
                                    Triggers.users(
                                            year.year(), year.through(), together, year.purpose()));
                    awaitStored(versions, year);
                    documents += versions.size();
                }
            }
        }
        int stories = deleteOldStories(users);
        progress.done();
        return new Told(documents, stories);
    }

    private void awaitStored(Map<String, Long> versions, Year year) throws CommandException {
        try (ReviewReader reader = new ReviewReader(options)) {
            new Documents(reader, progress, () -> {})
                    .written(versions, year.year(), Slot.of(year.purpose()), false);
        }
    }

    /** A story stands for all documents of its user: it goes when none has its date. */
    private int deleteOldStories(Collection<String> users) throws CommandException {
        int deleted = 0;
        try (UserRow rows = new UserRow(options);
                HBaseStoryStore stories = new HBaseStoryStore(options)) {
            for (String user : users) {
                Content row = Documents.await(rows.read(user));
                Set<Integer> remarkable = remarkable(user, row);
                for (Value story : row.of(ReviewTable.STORIES)) {
                    int epochDay = ReviewTable.epochDay(story.qualifier());
                    if (!remarkable.contains(epochDay)) {
                        Documents.await(stories.delete(user, epochDay, story.version()));
                        deleted++;
                    }
                }
            }
        }
        return deleted;
    }

    private static Set<Integer> remarkable(String user, Content row) throws CommandException {
        Set<Integer> days = new HashSet<>();
        for (Value review : row.of(ReviewTable.REVIEWS)) {
            for (JsonNode day : json(user, review.text()).path("remarkable_days")) {
                days.add((int) LocalDate.parse(day.path("date").asText()).toEpochDay());
            }
        }
        return days;
    }

    private static JsonNode json(String user, String document) throws CommandException {
        try {
            return JSON.readTree(document);
        } catch (JsonProcessingException e) {
            throw new CommandException("a stored document of " + user + " is no JSON", e);
        }
    }

    private Map<Year, SortedSet<String>> told(Collection<String> users) throws CommandException {
        Map<Year, SortedSet<String>> told =
                new TreeMap<>(
                        Comparator.comparingInt(Year::year)
                                .thenComparing(Year::purpose)
                                .thenComparing(Year::through));
        try (ReviewReader reader = new ReviewReader(options)) {
            for (String user : users) {
                for (Key key : Documents.await(reader.keys(user))) {
                    Optional<String> document =
                            key.slot() == Slot.LIVE
                                    ? Optional.empty()
                                    : Documents.await(reader.review(user, key.year(), key.slot()));
                    // None either where the user was erased meanwhile.
                    if (document.isPresent()) {
                        told.computeIfAbsent(
                                        year(user, key, document.get()),
                                        year -> new TreeSet<>(CodePoints::compare))
                                .add(user);
                    }
                }
            }
        }
        return told;
    }

    private static Year year(String user, Key key, String document) throws CommandException {
        return new Year(
                key.year(),
                key.slot() == Slot.FINAL ? Purpose.FINAL : Purpose.PREVIEW,
                LocalDate.parse(json(user, document).path("through").asText()));
    }
}
