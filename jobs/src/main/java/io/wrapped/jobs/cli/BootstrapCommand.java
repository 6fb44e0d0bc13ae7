package io.wrapped.jobs.cli;

import io.wrapped.jobs.archive.Archive;
import io.wrapped.jobs.bootstrap.Bootstrap;
import io.wrapped.jobs.cli.text.BootstrapText;
import io.wrapped.jobs.savepoint.SavepointException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code wrapped bootstrap}: a savepoint made of an archive. */
@Command(
        name = "bootstrap",
        mixinStandardHelpOptions = true,
        header = "Make a savepoint of an archive, so that a new deployment starts full.",
        description = {
            "Folds everything that the archive holds, here and without a cluster, into a savepoint"
                    + " that the wrapped job starts from. Nothing else is changed.",
            ""
        })
final class BootstrapCommand implements Callable<Integer> {
    private static final int MOST_PARALLELISM = 1 << 15;
    private static final int MOST_TASKS = 8;

    @Spec CommandSpec spec;

    @Option(
            names = "--archive",
            required = true,
            paramLabel = "DIR",
            description = "The archive: the folder that wrapped.archive names.")
    String archive;

    @Option(
            names = "--savepoint",
            required = true,
            paramLabel = "DIR",
            description = "The savepoint's folder, which must not exist yet.")
    String savepoint;

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            description =
                    "How many tasks work side by side, each with 160 MB beside the heap; as many as"
                            + " there are processors, but at most 8.")
    int parallelism = Math.min(Runtime.getRuntime().availableProcessors(), MOST_TASKS);

    @Option(
            names = "--max-parallelism",
            paramLabel = "N",
            defaultValue = "128",
            description =
                    "That of the job which is to start from it: pipeline.max-parallelism, or what"
                            + " Flink takes without, ${DEFAULT-VALUE} up to a parallelism of 85.")
    int maxParallelism;

    @Option(
            names = "--allow-gaps",
            description = "Go on where records are missing from the archive.")
    boolean allowGaps;

    @Override
    public Integer call() throws CommandException {
        check("--parallelism", parallelism);
        check("--max-parallelism", maxParallelism);
        Progress progress = Progress.onStandardError();
        Bootstrap.Summary summary;
        try {
            progress.step("Folding the archive, and writing the savepoint");
            Bootstrap bootstrap =
                    new Bootstrap(
                            Archive.open(archive),
                            savepoint,
                            Math.min(parallelism, maxParallelism),
                            maxParallelism,
                            allowGaps);
            summary = bootstrap.run(records -> progress.at(records, 0));
            progress.done();
        } catch (IOException | SavepointException e) {
            throw new CommandException(String.valueOf(e.getMessage()), e);
        }
        new PrintStream(System.out, true, StandardCharsets.UTF_8)
                .print(BootstrapText.render(summary));
        return 0;
    }

    private void check(String option, int number) {
        if (number < 1 || number > MOST_PARALLELISM) {
            throw new ParameterException(
                    spec.commandLine(),
                    option + " must be between 1 and " + MOST_PARALLELISM + ", not " + number);
        }
    }
}
