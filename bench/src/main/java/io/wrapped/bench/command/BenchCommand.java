package io.wrapped.bench.command;

import io.wrapped.bench.measure.Figure;
import io.wrapped.bench.measure.Figures;
import io.wrapped.bench.workload.Workload;
import io.wrapped.bench.workload.WorkloadSpec;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** {@code wrapped bench}: what the job costs beside its peers, on this machine. */
@Command(
        name = "wrapped bench",
        mixinStandardHelpOptions = true,
        header = "Measure what the job costs beside its peers, on this machine.",
        description = {
            "Invents a year of listening, has each contestant take it in by itself, and prints one"
                    + " table with the ratios between them. Takes a while, 6 GB of memory and some"
                    + " GB of disk; nothing else should run meanwhile.",
            ""
        })
public final class BenchCommand implements Callable<Integer> {
    private static final long WARM_UP_PLAYS = 1_000_000;

    @ArgGroup @Nullable Length length;

    @Option(
            names = "--contestants",
            split = ",",
            paramLabel = "NAME",
            description = "Run only these.")
    @Nullable List<String> contestants;

    @Option(names = "--plays", description = "One round of so many plays.")
    @Nullable Long plays;

    @Option(names = "--users", description = "Of so many users; a thousandth of the plays.")
    @Nullable Integer users;

    @Option(names = "--catalogue", description = "With so many contents; a fortieth of the plays.")
    @Nullable Integer catalogue;

    @Option(names = "--heaviest", description = "Plays of one user beside all others.")
    int heaviest;

    @Option(names = "--skew", description = "Zipf exponent of contents (${DEFAULT-VALUE}).")
    double skew = WorkloadSpec.DEFAULT_SKEW;

    @Option(
            names = "--sigma",
            description = "How unlike users are: sigma of plays a user (${DEFAULT-VALUE}).")
    double sigma = WorkloadSpec.DEFAULT_SIGMA;

    @Option(names = "--seed", description = "Another seed, other listening (${DEFAULT-VALUE}).")
    long seed = WorkloadSpec.DEFAULT_SEED;

    @Option(names = "--runs", description = "Run each so many times, in turn.")
    @Nullable Integer runs;

    @Option(
            names = "--markdown",
            paramLabel = "FILE",
            description = "Write the result into a file too.")
    @Nullable Path markdown;

    @Option(
            names = "--work",
            paramLabel = "FOLDER",
            description = "Where listening is kept for the next time (target/bench).")
    @Nullable Path work;

    /** How long it may take. */
    static final class Length {
        @Option(names = "--quick", description = "Half a million plays.")
        boolean quick;

        @Option(
                names = "--full",
                description = "An hour and a half: medians of three at 10 million plays.")
        boolean full;
    }

    public static void main(String[] arguments) {
        CommandLine command = new CommandLine(new BenchCommand());
        command.setExecutionExceptionHandler(
                (failure, line, parsed) -> {
                    line.getErr().println("wrapped: " + failure.getMessage());
                    if (System.getenv("WRAPPED_DEBUG") != null) {
                        failure.printStackTrace(line.getErr());
                    }
                    return ExitCode.SOFTWARE;
                });
        System.exit(command.execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Path folder =
                work != null
                        ? work
                        : Path.of(System.getProperty("wrapped.home", "."), "target", "bench");
        List<Round> rounds = rounds();
        long most = rounds.stream().mapToLong(round -> round.workload().plays()).max().orElse(1);
        Workload warmUp = workload(Plans.workload(Math.min(most, WARM_UP_PLAYS)), folder);
        ContestantProcess process = new ContestantProcess(folder.toAbsolutePath(), warmUp);
        StringBuilder report = new StringBuilder();
        tell(out, report, LocalDate.now(ZoneOffset.UTC) + ", " + Machine.describe() + ".\n\n");
        Map<String, Results> byRound = new LinkedHashMap<>();
        for (Round round : rounds) {
            Workload workload = workload(round.workload(), folder);
            Results results = run(round, workload, process);
            byRound.put(round.name(), results);
            tell(out, report, Report.of(round.name(), results, workload) + "\n");
        }
        tell(out, report, Report.across(byRound));
        if (length != null && length.full) {
            progress("codec and ranking alone");
            tell(out, report, MicroBenchmarks.run(folder));
        }
        return ExitCode.OK;
    }

    /** At once: what was measured stays, whatever happens to the rounds that follow. */
    private void tell(PrintStream out, StringBuilder report, String more) throws IOException {
        out.print(more);
        report.append(more);
        if (markdown != null) {
            Files.writeString(markdown, report);
        }
    }

    private Results run(Round round, Workload workload, ContestantProcess process)
            throws IOException, InterruptedException {
        Results results = new Results();
        int most = round.contestants().stream().mapToInt(each -> runs(round, each)).max().orElse(0);
        for (int run = 1; run <= most; run++) {
            for (String contestant : round.contestants()) {
                if (run > runs(round, contestant)) {
                    continue;
                }
                progress(
                        String.format(
                                Locale.ROOT,
                                "%s, %,d plays, run %d of %d",
                                contestant,
                                workload.plays(),
                                run,
                                runs(round, contestant)));
                Figures figures = process.run(contestant, workload);
                results.add(contestant, figures);
                if (figures.has(Figure.CPU_SECONDS)) {
                    progress(
                            String.format(
                                    Locale.ROOT,
                                    "    %.2f CPU s",
                                    figures.get(Figure.CPU_SECONDS)));
                }
            }
        }
        return results;
    }

    private int runs(Round round, String contestant) {
        return runs == null ? round.runsOf(contestant) : runs;
    }

    private List<Round> rounds() {
        List<Round> planned =
                length == null ? Plans.usual() : length.full ? Plans.full() : Plans.quick();
        if (plays != null || users != null) {
            planned = List.of(planned.get(0));
        }
        return planned.stream().map(this::adapted).toList();
    }

    private Round adapted(Round round) {
        WorkloadSpec planned = round.workload();
        WorkloadSpec base = plays == null ? planned : Plans.workload(plays);
        return new Round(
                round.name(),
                new WorkloadSpec(
                        users == null ? base.users() : users,
                        base.plays(),
                        heaviest == 0 ? base.heaviest() : heaviest,
                        catalogue == null ? base.catalogue() : catalogue,
                        skew,
                        sigma,
                        seed),
                contestants == null ? round.contestants() : contestants,
                runs == null ? round.runs() : runs);
    }

    private static Workload workload(WorkloadSpec spec, Path folder) throws IOException {
        boolean[] told = {false};
        return Workload.of(
                spec,
                folder,
                made -> {
                    if (!told[0]) {
                        told[0] = true;
                        progress(String.format(Locale.ROOT, "inventing %,d plays", spec.plays()));
                    }
                });
    }

    private static void progress(String step) {
        System.err.printf("%tT  %s%n", LocalTime.now(ZoneId.systemDefault()), step);
    }
}
