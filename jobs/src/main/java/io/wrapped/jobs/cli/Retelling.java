package io.wrapped.jobs.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.wrapped.sinks.hbase.ReviewReader;
import io.wrapped.sinks.hbase.ReviewReader.Key;
import io.wrapped.sinks.hbase.Slot;
import io.wrapped.state.contract.CodePoints;
import io.wrapped.state.contract.Trigger.Purpose;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.configuration.Configuration;

/**
 * Has the years of some users told again as they were told last: PREVIEW and FINAL documents change
 * only by a trigger. Stories whose facts did not change are not asked for again.
 */
final class Retelling {
    /** Users of one trigger: its record stays well below the largest that brokers take. */
    private static final int TOGETHER = 1_000;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Configuration options;
    private final Progress progress;

    /** What was told, and how far it went. */
    private record Year(int year, Purpose purpose, LocalDate through) {}

    Retelling(Configuration options, Progress progress) {
        this.options = options;
        this.progress = progress;
    }

    /**
     * Tells them again, and waits until all are told.
     *
     * @return how many documents
     */
    int tell(Collection<String> users) throws CommandException {
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
                    listening.trigger(
                            Triggers.users(year.year(), year.through(), together, year.purpose()));
                    documents += together.size();
                }
            }
        }
        progress.done();
        return documents;
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
                    if (key.slot() != Slot.LIVE) {
                        told.computeIfAbsent(
                                        year(reader, user, key),
                                        year -> new TreeSet<>(CodePoints::compare))
                                .add(user);
                    }
                }
            }
        }
        return told;
    }

    private static Year year(ReviewReader reader, String user, Key key) throws CommandException {
        String document =
                Documents.await(reader.review(user, key.year(), key.slot()))
                        .orElseThrow(() -> new CommandException(user + " was erased meanwhile"));
        try {
            return new Year(
                    key.year(),
                    key.slot() == Slot.FINAL ? Purpose.FINAL : Purpose.PREVIEW,
                    LocalDate.parse(JSON.readTree(document).path("through").asText()));
        } catch (JsonProcessingException e) {
            throw new CommandException("a stored document of " + user + " is no JSON", e);
        }
    }
}
