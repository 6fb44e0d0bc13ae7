package io.wrapped.jobs.cli;

import io.wrapped.jobs.imports.HistoryFormat;
import io.wrapped.sinks.hbase.ReviewReader;
import io.wrapped.sinks.hbase.Slot;
import io.wrapped.state.contract.Trigger;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What happens in the demo, on a running system. */
final class Demo implements AutoCloseable {
    /** Rows of play-jsonl name their users. */
    private static final String NOBODY = "nobody";

    private final EmbeddedSystem system;
    private final InventedYear year;
    private final Progress progress;
    private final DemoTeller teller;
    private final ReviewReader reader;
    private final Documents documents;
    private TreeMap<String, String> reviews = new TreeMap<>();

    Demo(EmbeddedSystem system, InventedYear year, Progress progress, DemoTeller teller) {
        this.system = system;
        this.year = year;
        this.progress = progress;
        this.teller = teller;
        this.reader = new ReviewReader(system.options());
        this.documents = new Documents(reader, progress, system::check);
    }

    void playTheYear() throws CommandException {
        try (ListeningImport listening = newImport()) {
            listening.sendCatalogue(year.catalogue());
            listening.sendProfiles(year.profiles());
            listening.sendExclusions(year.exclusions());
            listening.sendHistory(
                    List.of(year.plays().toString()), HistoryFormat.PLAY_JSONL, NOBODY);
            progress.done();
            teller.played(listening.report(), year.late());
        }
    }

    void tellTheYear() throws CommandException {
        try (ListeningImport listening = newImport()) {
            reviews = tell(listening);
        }
        progress.done();
        teller.told(year, reviews, calls());
    }

    /** Something is excluded, something comes late, and the year is told again. */
    void change() throws CommandException {
        long callsBefore = calls();
        TreeMap<String, String> after;
        teller.changing(year.lateWords());
        try (ListeningImport listening = newImport()) {
            listening.sendExclusions(year.lateExclusions());
            listening.sendHistory(
                    List.of(year.latePlays().toString()), HistoryFormat.PLAY_JSONL, NOBODY);
            after = tell(listening);
        }
        progress.done();
        teller.changed(reviews, after, calls() - callsBefore);
        reviews = after;
    }

    @Override
    public void close() {
        reader.close();
    }

    private ListeningImport newImport() {
        return new ListeningImport(
                system.options(), System.currentTimeMillis(), progress, system::check);
    }

    private TreeMap<String, String> tell(ListeningImport listening) throws CommandException {
        Trigger trigger = Triggers.everyone(year.year());
        progress.step("Telling " + year.year());
        Map<String, Long> told = listening.trigger(trigger);
        progress.step("Waiting for the stories");
        return documents.written(told, year.year(), Slot.FINAL, true);
    }

    /** Calls of the story writer; of another model they are not known here. */
    private long calls() throws CommandException {
        StoryWriterCalls storyWriter = system.storyWriter();
        return storyWriter == null ? 0 : storyWriter.count();
    }
}
