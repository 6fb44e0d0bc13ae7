package io.wrapped.jobs.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code wrapped savepoint}: what can be done with savepoints of the wrapped job. */
@Command(
        name = "savepoint",
        mixinStandardHelpOptions = true,
        header = "Look into a savepoint of the wrapped job, or repair it.",
        subcommands = {InspectCommand.class, PatchCommand.class})
final class SavepointCommand implements Runnable {
    @Spec CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which command? See --help");
    }
}
