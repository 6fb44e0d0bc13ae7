package io.wrapped.jobs.cli;

import io.wrapped.jobs.cli.status.StatusException;
import io.wrapped.jobs.cli.status.SystemStatus;
import io.wrapped.jobs.cli.text.StatusText;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code wrapped status}: how both jobs stand. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        header = "Show how both jobs stand: checkpoints, what is unread, how stories come on.",
        description = {
            "Asks Flink's REST interface and Kafka. What is unread is as of the last checkpoint;"
                    + " other figures may be some ten seconds old. Counts of stories begin with"
                    + " each start of the report job.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:both jobs run",
            "1:failed, as where Flink or Kafka does not answer; one line says why",
            "2:wrong usage",
            "3:a job does not run; how both stand is shown all the same"
        })
final class StatusCommand implements Callable<Integer> {
    private static final int NOT_RUNNING = 3;

    @Mixin FlinkAddress flink;

    @Option(names = "--json", description = "As one line of JSON.")
    boolean json;

    @Mixin ConnectionOptions connection;

    @Override
    public Integer call() throws CommandException {
        List<String> addresses = flink.addresses();
        Configuration options = connection.options();
        Reachability.checkKafka(options);
        SystemStatus status;
        try {
            status = SystemStatus.ask(addresses, options);
        } catch (StatusException e) {
            throw new CommandException(String.valueOf(e.getMessage()), e);
        }
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        out.print(
                json
                        ? status.json() + "\n"
                        : StatusText.render(
                                status.json(), ZoneId.systemDefault(), Terminal.current().style()));
        return status.isRunning() ? 0 : NOT_RUNNING;
    }
}
