package io.wrapped.jobs.cli;

import io.wrapped.jobs.imports.HistoryFormat;
import io.wrapped.jobs.imports.HistoryImport;
import io.wrapped.jobs.imports.ImportFailedException;
import io.wrapped.jobs.imports.ImportedRow;
import io.wrapped.sinks.kafka.Topics;
import io.wrapped.state.contract.CatalogueItem;
import io.wrapped.state.contract.DeadLetter;
import io.wrapped.state.contract.Exclusion;
import io.wrapped.state.contract.JsonRecords;
import io.wrapped.state.contract.Play;
import io.wrapped.state.contract.Profile;
import io.wrapped.state.contract.RefusedException;
import io.wrapped.state.contract.Trigger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.UUID;
import org.apache.flink.configuration.Configuration;

/**
 * Sends a listening history, and what belongs to it, to a running system, in the order in which it
 * must be applied, and hears what became of every row.
 */
final class ListeningImport implements AutoCloseable {
    /** No news of the job for so long: something is wrong. */
    private static final long PATIENCE_MS = 120_000;

    private final long now;
    private final Progress progress;
    private final Liveness liveness;
    private final RecordSender sender;
    private final Outcomes outcomes;
    private final ImportReport report = new ImportReport();
    private final Map<String, Long> durations = new HashMap<>();
    private final CatalogueCoverage coverage = new CatalogueCoverage();
    private final String playTopic;
    private final ListenedYears years = new ListenedYears();
    private long refusedBeside;
    private long awaited;

    /** Says whether waiting still makes sense. */
    @FunctionalInterface
    interface Liveness {
        void check() throws CommandException;
    }

    /**
     * @param now the import's clock, epoch milliseconds
     */
    ListeningImport(Configuration options, long now, Progress progress, Liveness liveness) {
        this.now = now;
        this.progress = progress;
        this.liveness = liveness;
        String importId = UUID.randomUUID().toString();
        this.playTopic = Topics.from(options).play();
        this.outcomes = new Outcomes(importId, options);
        this.sender = new RecordSender(importId, now, options);
    }

    ImportReport report() {
        return report;
    }

    /** The years of plays that may be streams, by their users' calendars. */
    NavigableSet<Integer> years() {
        return years.years();
    }

    /** What the catalogue knows of the plays sent. */
    CatalogueCoverage coverage() {
        return coverage;
    }

    /** Records of catalogue, profiles and exclusions that were refused. */
    long refusedBeside() {
        return refusedBeside;
    }

    void sendCatalogue(Path file) throws CommandException {
        progress.step("Sending the catalogue");
        JsonLines.read(
                file,
                line -> {
                    CatalogueItem item = JsonRecords.catalogueItem(line);
                    if (item.durationMs() != null) {
                        durations.put(item.contentUri(), item.durationMs());
                    }
                    coverage.catalogue(item);
                    sender.send(item);
                },
                (number, line, refusal) -> refuse(file.toString(), number, line, refusal));
        sender.flush();
    }

    void sendProfile(Profile profile) throws CommandException {
        years.profile(profile);
        sender.send(profile);
        awaited++;
        awaitOutcomes();
    }

    /** Lets a user who was erased begin anew, and waits until the job has heard it. */
    void sendReturn(Profile profile) throws CommandException {
        awaited += sender.sendReturn(profile);
        awaitOutcomes();
    }

    /** Sends profiles and waits until the job has heard all of them. */
    void sendProfiles(List<Profile> profiles) throws CommandException {
        for (Profile profile : profiles) {
            sender.send(profile);
            awaited++;
        }
        awaitOutcomes();
    }

    void sendProfiles(Path file) throws CommandException {
        progress.step("Sending profiles");
        JsonLines.read(
                file,
                line -> {
                    Profile profile = JsonRecords.profile(line);
                    years.profile(profile);
                    sender.send(profile);
                    awaited++;
                },
                (number, line, refusal) -> refuse(file.toString(), number, line, refusal));
        awaitOutcomes();
    }

    void sendExclusions(Path file) throws CommandException {
        progress.step("Sending exclusions");
        JsonLines.read(
                file,
                line -> {
                    sender.send(JsonRecords.exclusion(line));
                    awaited++;
                },
                (number, line, refusal) -> refuse(file.toString(), number, line, refusal));
        awaitOutcomes();
    }

    void sendExclusion(Exclusion exclusion) throws CommandException {
        sender.send(exclusion);
        awaited++;
        awaitOutcomes();
    }

    /** Sends the rows of a history and waits until the job has said what became of each. */
    void sendHistory(List<String> files, HistoryFormat format, String userId)
            throws CommandException {
        progress.step("Reading the history");
        try {
            HistoryImport.read(
                    files, format, userId, now, durations::get, row -> take(row, format, userId));
        } catch (ImportFailedException e) {
            throw new CommandException(String.valueOf(e.getMessage()), e);
        }
        progress.step("Rolling up");
        awaitOutcomes();
    }

    /** Sends a trigger and waits for Kafka only. */
    void send(Trigger trigger) throws CommandException {
        sender.send(trigger);
    }

    /**
     * Sends a trigger and waits until all users in its scope have been told.
     *
     * @return the users with the version of the document that was written for each
     */
    Map<String, Long> trigger(Trigger trigger) throws CommandException {
        outcomes.awaitTrigger(sender.send(trigger));
        long lastNews = System.currentTimeMillis();
        int told = 0;
        while (!outcomes.triggerDone()) {
            outcomes.poll(ignored -> {});
            if (outcomes.told().size() > told) {
                told = outcomes.told().size();
                lastNews = System.currentTimeMillis();
                progress.at(told, 0);
            }
            checkPatience(lastNews, "the trigger");
        }
        return Map.copyOf(outcomes.told());
    }

    @Override
    public void close() {
        sender.close();
        outcomes.close();
    }

    private void take(ImportedRow row, HistoryFormat format, String userId) {
        report.read();
        if (row instanceof ImportedRow.Accepted accepted) {
            accept(accepted.play());
        } else if (row instanceof ImportedRow.Refused refused) {
            report.deadLetter(refused.reason());
            sender.send(
                    new DeadLetter(
                            refused.file(),
                            0,
                            refused.row(),
                            refused.reason(),
                            refused.bytes() == null || format.namesUsers()
                                    ? null
                                    : userId.getBytes(StandardCharsets.UTF_8),
                            refused.bytes(),
                            now));
        }
    }

    private void accept(Play play) {
        years.play(play);
        coverage.play(play);
        sender.send(play);
        awaited++;
        progress.at(report.rows(), 0);
    }

    private void refuse(String file, long number, String line, RefusedException refusal) {
        refusedBeside++;
        sender.send(
                new DeadLetter(
                        file,
                        0,
                        number,
                        refusal.reason(),
                        null,
                        line.getBytes(StandardCharsets.UTF_8),
                        now));
    }

    private void awaitOutcomes() throws CommandException {
        sender.flush();
        long all = awaited;
        long lastNews = System.currentTimeMillis();
        while (awaited > 0) {
            int heard =
                    outcomes.poll(
                            outcome -> {
                                if (outcome.topic().equals(playTopic)) {
                                    report.outcome(outcome);
                                }
                            });
            awaited -= heard;
            if (heard > 0) {
                lastNews = System.currentTimeMillis();
                progress.at(all - awaited, all);
            }
            checkPatience(lastNews, awaited + " of " + all + " records");
        }
    }

    private void checkPatience(long lastNews, String awaitedThing) throws CommandException {
        if (System.currentTimeMillis() - lastNews > 1_000) {
            liveness.check();
        }
        if (System.currentTimeMillis() - lastNews > PATIENCE_MS) {
            throw new CommandException(
                    "the wrapped job has not said what became of "
                            + awaitedThing
                            + " for two minutes; is it running, and reading these topics?");
        }
    }
}
