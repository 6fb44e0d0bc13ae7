package io.wrapped.jobs.cli;

import io.wrapped.sinks.hbase.ReviewReader;
import io.wrapped.sinks.hbase.Slot;
import io.wrapped.state.contract.CodePoints;
import io.wrapped.state.contract.JsonRecords;
import io.wrapped.state.contract.RefusedException;
import io.wrapped.state.contract.Trigger;
import io.wrapped.state.contract.Trigger.Purpose;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code wrapped review}: a history in, review documents out, through the whole system. */
@Command(
        name = "review",
        mixinStandardHelpOptions = true,
        header = "Make a Wrapped of a listening history.",
        description = {
            "Sends the history through an embedded Kafka, Flink and HBase and prints one review"
                    + " document a line (JSON) on standard output, in order of user and year. The"
                    + " import report goes to standard error.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  wrapped review --format spotify-extended --zone Europe/London my_spotify_data.zip",
            "  wrapped review --format lastfm --user ana --year all --stories scrobbles.csv"
        })
final class ReviewCommand implements Callable<Integer> {
    @Spec CommandSpec spec;

    @Mixin HistoryOptions history;

    @Option(
            names = "--year",
            paramLabel = "YEAR|all",
            description = "Which year to review. Default: the last one with a play.")
    @Nullable String year;

    @Option(
            names = "--through",
            paramLabel = "DATE",
            description = "Last date to cover, yyyy-mm-dd. Default: 31 December.")
    @Nullable LocalDate through;

    @Option(
            names = "--control",
            paramLabel = "FILE",
            description = "One trigger record (JSON), in place of --year and --through.")
    @Nullable Path control;

    @Option(names = "--stories", description = "Have the stories written too.")
    boolean stories;

    @Option(
            names = "--keep",
            paramLabel = "DIR",
            description =
                    "Keep the system's data below DIR and go on from what is there. Default: start"
                            + " empty, clean up.")
    @Nullable Path keep;

    @Mixin ModelOptions model;

    @Override
    public Integer call() throws CommandException, IOException {
        checkUsage();
        history.checkFiles();
        Trigger controlTrigger = control == null ? null : readControl(control);
        Progress progress = Progress.onStandardError();
        try (EmbeddedRun run = EmbeddedRun.in(keep, progress)) {
            EmbeddedSystem system = run.start(stories, LocalPorts.FREE, model.options());
            print(review(system, controlTrigger, progress));
            progress.done();
            tellCalls(system, System.err);
            run.keepIfAsked();
        }
        return 0;
    }

    private List<String> review(
            EmbeddedSystem system, @Nullable Trigger controlTrigger, Progress progress)
            throws CommandException {
        try (ListeningImport listening = history.open(system.options(), progress, system::check);
                ReviewReader reader = new ReviewReader(system.options())) {
            history.send(listening);
            progress.done();
            history.report(listening, keep != null, System.err);

            TreeMap<String, List<String>> byUser = new TreeMap<>(CodePoints::compare);
            Documents documents = new Documents(reader, progress, system::check);
            List<Trigger> triggers = triggers(controlTrigger, listening);
            if (triggers.isEmpty()) {
                System.err.println(
                        "The history holds no play, so there is no year to review; --year names"
                                + " one.");
            }
            for (Trigger trigger : triggers) {
                progress.step("Reviewing " + trigger.year());
                Map<String, Long> told = listening.trigger(trigger);
                if (stories) {
                    progress.step("Waiting for stories of " + trigger.year());
                }
                documents
                        .written(told, trigger.year(), Slot.of(trigger.purpose()), stories)
                        .forEach(
                                (userId, document) ->
                                        byUser.computeIfAbsent(userId, id -> new ArrayList<>())
                                                .add(document));
            }
            return byUser.values().stream().flatMap(List::stream).toList();
        }
    }

    private List<Trigger> triggers(@Nullable Trigger controlTrigger, ListeningImport listening) {
        if (controlTrigger != null) {
            return List.of(controlTrigger);
        }
        NavigableSet<Integer> years = listening.years();
        List<Trigger> triggers = new ArrayList<>();
        if ("all".equals(year)) {
            years.forEach(each -> triggers.add(trigger(each)));
        } else if (year != null) {
            triggers.add(trigger(Integer.parseInt(year)));
        } else if (through != null) {
            triggers.add(trigger(through.getYear()));
        } else if (!years.isEmpty()) {
            triggers.add(trigger(years.last()));
        }
        return triggers;
    }

    private Trigger trigger(int ofYear) {
        return Triggers.everyone(ofYear, through, Purpose.FINAL);
    }

    private static void tellCalls(EmbeddedSystem system, PrintStream err) throws CommandException {
        StoryWriterCalls storyWriter = system.storyWriter();
        if (storyWriter != null) {
            err.printf("The story writer was asked %,d times.%n", storyWriter.count());
        }
    }

    private static void print(List<String> documents) {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        documents.forEach(document -> out.print(document + "\n"));
        out.flush();
    }

    private void checkUsage() {
        history.check(spec.commandLine());
        model.check(spec.commandLine());
        if (control != null && (year != null || through != null)) {
            throw usage("--control stands in place of --year and --through; give one or the other");
        }
        if (year != null && !year.equals("all") && !year.matches("[12]\\d{3}")) {
            throw usage("--year " + year + " is not a year; expected four digits or all");
        }
        if (through != null && "all".equals(year)) {
            throw usage("--through names a date of one year; it does not go with --year all");
        }
        if (through != null && year != null && !year.equals(Integer.toString(through.getYear()))) {
            throw usage("--through " + through + " is not in --year " + year);
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private static Trigger readControl(Path file) throws CommandException {
        try {
            return JsonRecords.trigger(Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new CommandException(file + ": no such file", e);
        } catch (IOException e) {
            throw new CommandException(file + ": cannot be read: " + Reasons.of(e), e);
        } catch (RefusedException | DateTimeException e) {
            throw new CommandException(file + ": no trigger: " + e.getMessage(), e);
        }
    }
}
