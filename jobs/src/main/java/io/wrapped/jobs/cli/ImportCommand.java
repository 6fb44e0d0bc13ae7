package io.wrapped.jobs.cli;

import java.util.concurrent.Callable;
import org.apache.flink.configuration.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code wrapped import}: a history into a running system. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        header = "Send a listening history into a running system.",
        description = {
            "Sends the history to the system that `wrapped up` keeps, or to a cluster, waits until"
                    + " every row has been taken, and prints what became of them. Sending a file"
                    + " twice changes nothing. Lengths of scrobbles are taken from the --catalogue"
                    + " given here.",
            ""
        })
final class ImportCommand implements Callable<Integer> {
    @Spec CommandSpec spec;
    @Mixin HistoryOptions history;
    @Mixin ConnectionOptions connection;

    @Override
    public Integer call() throws CommandException {
        history.check(spec.commandLine());
        history.checkFiles();
        Configuration options = connection.options();
        Reachability.checkTopics(options);
        Progress progress = Progress.onStandardError();
        try (ListeningImport listening = history.open(options, progress, () -> {})) {
            history.send(listening);
            progress.done();
            history.report(listening, true, System.out);
        }
        return 0;
    }
}
