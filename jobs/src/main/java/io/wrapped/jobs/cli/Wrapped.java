package io.wrapped.jobs.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The {@code wrapped} command. Exit codes: 0 done, 1 failed (with one line that says why), 2 wrong
 * usage.
 */
@Command(
        name = "wrapped",
        mixinStandardHelpOptions = true,
        version = "wrapped 0.1.0",
        header = "A listener's year in music, current all year long.",
        description = {
            "Keeps every listener's year from the plays on Kafka, finds up to five remarkable days"
                    + " of it and has their stories told, grounded in what was really heard.",
            ""
        },
        subcommands = {
            DemoCommand.class,
            ReviewCommand.class,
            UpCommand.class,
            ImportCommand.class,
            TriggerCommand.class,
            ShowCommand.class,
            ExcludeCommand.class,
            EraseCommand.class,
            ExportCommand.class,
            CreateCommand.class,
            StatusCommand.class,
            DoctorCommand.class,
            LoadCommand.class,
            ReplayCommand.class,
            SavepointCommand.class,
            BootstrapCommand.class
        },
        footer = {
            "",
            "Beside these, \"wrapped bench\" measures what the job costs on this machine; see"
                    + " \"wrapped bench --help\"."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:failed; one line says why", "2:wrong usage"})
public final class Wrapped implements Runnable {
    @Spec CommandSpec spec;

    public static void main(String[] arguments) {
        try {
            FileSystemPlugins.load(System.getenv());
        } catch (CommandException e) {
            tell(e, new PrintWriter(System.err, true, StandardCharsets.UTF_8));
            System.exit(ExitCode.SOFTWARE);
        }
        System.exit(run(arguments));
    }

    /** Runs a command and gives its exit code. */
    public static int run(String... arguments) {
        return commandLine().execute(arguments);
    }

    static CommandLine commandLine() {
        CommandLine command = new CommandLine(new Wrapped());
        command.setUsageHelpAutoWidth(true);
        command.setCaseInsensitiveEnumValuesAllowed(true);
        command.setExecutionExceptionHandler(
                (failure, line, parsed) -> {
                    if (!EmbeddedRun.stopped()) {
                        tell(failure, line.getErr());
                    }
                    return ExitCode.SOFTWARE;
                });
        command.setParameterExceptionHandler(
                (mistake, args) -> {
                    PrintWriter err = mistake.getCommandLine().getErr();
                    err.println("wrapped: " + said(mistake));
                    err.println(
                            "Try: "
                                    + mistake.getCommandLine().getCommandSpec().qualifiedName(" ")
                                    + " --help");
                    return ExitCode.USAGE;
                });
        return command;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which command? See --help");
    }

    private static String said(ParameterException mistake) {
        String message = String.valueOf(mistake.getMessage());
        return message.startsWith("Error: ") ? message.substring("Error: ".length()) : message;
    }

    private static void tell(Exception failure, PrintWriter err) {
        if (Terminal.current().errors()) {
            // The line of a step that did not end.
            err.println();
        }
        err.println("wrapped: " + Reasons.of(failure));
        if (System.getenv("WRAPPED_DEBUG") != null) {
            failure.printStackTrace(err);
        }
    }
}
