package io.wrapped.jobs.cli;

import io.wrapped.jobs.imports.HistoryFormat;
import io.wrapped.sinks.hbase.ReviewReader;
import io.wrapped.sinks.hbase.Slot;
import io.wrapped.state.contract.JsonRecords;
import io.wrapped.state.contract.Profile;
import io.wrapped.state.contract.RefusedException;
import io.wrapped.state.contract.Trigger;
import io.wrapped.state.contract.Trigger.Purpose;
import io.wrapped.state.contract.Trigger.Scope;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.Configuration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code wrapped review}: a history in, review documents out, through the whole system. */
@Command(
        name = "review",
        header = "Make a Wrapped of a listening history.",
        description = {
            "Sends the history through an embedded Kafka, Flink and HBase and prints one review"
                    + " document a line (JSON) on standard output, in order of user and year. The"
                    + " import report goes to standard error.",
            ""
        })
final class ReviewCommand implements Callable<Integer> {
    @Spec CommandSpec spec;

    @Option(
            names = "--format",
            required = true,
            paramLabel = "FORMAT",
            converter = FormatConverter.class,
            description = "spotify-extended, spotify-account, lastfm, listenbrainz or play-jsonl.")
    HistoryFormat format;

    @Option(
            names = "--user",
            defaultValue = "me",
            description =
                    "Whose history it is, where the rows do not say. Default: ${DEFAULT-VALUE}.")
    String user;

    @Option(
            names = "--zone",
            description = "The user's time zone (IANA), for instance Europe/London. Default: UTC.")
    @Nullable String zone;

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
            names = "--catalogue",
            paramLabel = "FILE",
            description = "Catalogue records (JSON lines, plain or .gz): genres, release years …")
    @Nullable Path catalogue;

    @Option(
            names = "--profiles",
            paramLabel = "FILE",
            description = "Profile records (JSON lines); may hold many users.")
    @Nullable Path profiles;

    @Option(
            names = "--exclusions",
            paramLabel = "FILE",
            description = "Exclusion records (JSON lines).")
    @Nullable Path exclusions;

    @Option(
            names = "--control",
            paramLabel = "FILE",
            description = "One trigger record (JSON), in place of --year and --through.")
    @Nullable Path control;

    @Option(
            names = "--now",
            paramLabel = "MS",
            description = "The import's clock, epoch milliseconds. Default: the current time.")
    @Nullable Long now;

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

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "Files, zips or folders as the service sends them; - is standard input.")
    List<String> files;

    @Override
    public Integer call() throws CommandException, IOException {
        checkUsage();
        Trigger controlTrigger = control == null ? null : readControl(control);
        Progress progress = Progress.onStandardError();
        try (EmbeddedRun run = EmbeddedRun.start(keep, stories, model.options(), progress)) {
            print(review(run.system(), controlTrigger, progress));
            progress.done();
            run.keepIfAsked(progress);
        }
        return 0;
    }

    private List<String> review(
            EmbeddedSystem system, @Nullable Trigger controlTrigger, Progress progress)
            throws CommandException {
        Configuration options = system.options();
        long clock = now == null ? System.currentTimeMillis() : now;
        try (ListeningImport listening =
                        new ListeningImport(options, clock, progress, system::check);
                ReviewReader reader = new ReviewReader(options)) {
            if (catalogue != null) {
                listening.sendCatalogue(catalogue);
            }
            if (zone != null) {
                listening.sendProfile(new Profile(user, zone, null, null, null, false));
            }
            if (profiles != null) {
                listening.sendProfiles(profiles);
            }
            if (exclusions != null) {
                listening.sendExclusions(exclusions);
            }
            listening.sendHistory(files, format, user);
            progress.done();
            report(listening);

            TreeMap<String, List<String>> byUser = new TreeMap<>(CodePointOrder.INSTANCE);
            Documents documents = new Documents(reader, progress, system::check);
            for (Trigger trigger : triggers(controlTrigger, listening)) {
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
        TreeMap<Integer, Long> years = listening.playsByYear();
        List<Trigger> triggers = new ArrayList<>();
        if ("all".equals(year)) {
            years.keySet().forEach(each -> triggers.add(trigger(each)));
        } else if (year != null) {
            triggers.add(trigger(Integer.parseInt(year)));
        } else if (through != null) {
            triggers.add(trigger(through.getYear()));
        } else if (!years.isEmpty()) {
            triggers.add(trigger(years.lastKey()));
        }
        return triggers;
    }

    private Trigger trigger(int ofYear) {
        LocalDate last = through == null ? LocalDate.of(ofYear, 12, 31) : through;
        return new Trigger(
                UUID.randomUUID().toString(),
                ofYear,
                Math.toIntExact(last.toEpochDay()),
                Scope.EVERYONE,
                List.of(),
                null,
                0,
                Purpose.FINAL);
    }

    private static void report(ListeningImport listening) {
        PrintStream err = System.err;
        err.println();
        err.print(listening.report().text());
        if (listening.refusedBeside() > 0) {
            err.printf(
                    "%,d records of catalogue, profiles or exclusions were refused; they are in the"
                            + " dead letters.%n",
                    listening.refusedBeside());
        }
        err.print(listening.coverage().text());
        err.println();
    }

    private static void print(List<String> documents) {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        documents.forEach(document -> out.print(document + "\n"));
        out.flush();
    }

    private void checkUsage() {
        if (zone != null && !ZoneId.getAvailableZoneIds().contains(zone)) {
            throw usage(
                    "--zone "
                            + zone
                            + " is not a time zone; expected an IANA id such as"
                            + " Europe/London");
        }
        if (control != null && (year != null || through != null)) {
            throw usage("--control stands in place of --year and --through; give one or the other");
        }
        if (year != null && !year.equals("all") && !year.matches("[12]\\d{3}")) {
            throw usage("--year " + year + " is not a year; expected four digits or all");
        }
        if (through != null && year != null && !year.equals(Integer.toString(through.getYear()))) {
            throw usage("--through " + through + " is not in --year " + year);
        }
        if (files.stream().filter("-"::equals).count() > 1) {
            throw usage("standard input (-) can be read only once");
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private static Trigger readControl(Path file) throws CommandException {
        try {
            return JsonRecords.trigger(Files.readString(file));
        } catch (IOException e) {
            throw new CommandException(file + ": cannot be read: " + e.getMessage(), e);
        } catch (RefusedException | DateTimeException e) {
            throw new CommandException(file + ": no trigger: " + e.getMessage(), e);
        }
    }
}
