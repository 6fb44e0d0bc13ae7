package io.wrapped.jobs.cli;

import io.wrapped.jobs.cli.text.CountsText;
import io.wrapped.jobs.cli.text.StoredListenerText;
import io.wrapped.jobs.savepoint.CountsJson;
import io.wrapped.jobs.savepoint.SavepointContents;
import io.wrapped.jobs.savepoint.SavepointException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code wrapped savepoint inspect}: what a savepoint holds. */
@Command(
        name = "inspect",
        mixinStandardHelpOptions = true,
        header = "Show what a savepoint or a retained checkpoint holds.",
        description = {
            "Reads it here, without a cluster and without changing it: all of its listeners are"
                    + " restored into a temporary folder and gone through, for one listener too.",
            ""
        })
final class InspectCommand implements Callable<Integer> {
    @Spec CommandSpec spec;

    @Parameters(
            paramLabel = "SAVEPOINT",
            description =
                    "Its folder: a savepoint of either format, or a retained checkpoint"
                            + " (chk-NUMBER).")
    String savepoint;

    @Option(
            names = "--user",
            paramLabel = "USER",
            description =
                    "Show what is held of this listener: profile, exclusions, plays that wait,"
                            + " items and days.")
    @Nullable String user;

    @Option(names = "--json", description = "As one line of JSON.")
    boolean json;

    @Override
    public Integer call() throws CommandException {
        if (user != null) {
            Users.check(user, "--user", spec.commandLine());
        }
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try {
            SavepointContents contents = SavepointContents.open(savepoint);
            out.print(user == null ? counts(contents) : listener(contents, user));
        } catch (SavepointException e) {
            throw new CommandException(String.valueOf(e.getMessage()), e);
        }
        return 0;
    }

    private String counts(SavepointContents contents) throws SavepointException {
        String document = CountsJson.of(contents);
        return json ? document + "\n" : CountsText.render(document, Terminal.current().style());
    }

    private String listener(SavepointContents contents, String userId)
            throws SavepointException, CommandException {
        String document =
                contents.listener(userId)
                        .orElseThrow(
                                () ->
                                        new CommandException(
                                                savepoint + " holds nothing of " + userId));
        return json
                ? document + "\n"
                : StoredListenerText.render(document, Terminal.current().style());
    }
}
