package io.wrapped.jobs.cli;

import io.wrapped.jobs.cli.text.ReviewText;
import io.wrapped.sinks.hbase.ReviewReader;
import io.wrapped.sinks.hbase.ReviewReader.Key;
import io.wrapped.sinks.hbase.Slot;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code wrapped show}: a review as it stands in HBase. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        header = "Show a listener's review as it stands in HBase.",
        description = {
            "Reads the document and its stories and prints them to be read, or as JSON.",
            ""
        })
final class ShowCommand implements Callable<Integer> {
    @Spec CommandSpec spec;

    @Parameters(paramLabel = "USER", description = "Whose review.")
    String user;

    @Option(
            names = "--year",
            paramLabel = "YEAR",
            description = "Which year. Default: the last one there is.")
    @Nullable Integer year;

    @Option(
            names = "--slot",
            paramLabel = "SLOT",
            defaultValue = "live",
            converter = SlotConverter.class,
            description =
                    "live (current all year), or the last preview or final that was triggered."
                            + " Default: ${DEFAULT-VALUE}.")
    Slot slot;

    @Option(names = "--json", description = "The document itself, as one line.")
    boolean json;

    @Mixin ConnectionOptions connection;

    @Override
    public Integer call() throws CommandException {
        Users.check(user, "USER", spec.commandLine());
        Configuration options = connection.options();
        Reachability.checkHBase(options);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try (ReviewReader reader = new ReviewReader(options)) {
            List<Key> keys = Documents.await(reader.keys(user));
            Key key = choose(keys);
            String document =
                    Documents.await(reader.review(user, key.year(), key.slot()))
                            .orElseThrow(() -> missing(keys));
            if (json) {
                out.print(document + "\n");
            } else {
                out.print(ReviewText.of(document).render(Terminal.current().style()));
            }
        }
        return 0;
    }

    private Key choose(List<Key> keys) throws CommandException {
        return keys.stream()
                .filter(key -> key.slot() == slot && (year == null || key.year() == year))
                .max(Comparator.comparingInt(Key::year))
                .orElseThrow(() -> missing(keys));
    }

    private CommandException missing(List<Key> keys) {
        if (keys.isEmpty()) {
            return new CommandException("HBase holds no review of " + user);
        }
        String wanted = word(slot) + " review" + (year == null ? "" : " of " + year);
        return new CommandException(
                "there is no "
                        + wanted
                        + " for "
                        + user
                        + "; there is: "
                        + keys.stream()
                                .map(key -> key.year() + " " + word(key.slot()))
                                .collect(Collectors.joining(", ")));
    }

    private static String word(Slot slot) {
        return slot.name().toLowerCase(Locale.ROOT);
    }
}
