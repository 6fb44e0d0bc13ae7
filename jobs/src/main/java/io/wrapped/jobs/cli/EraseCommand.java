package io.wrapped.jobs.cli;

import io.wrapped.jobs.cli.held.Held;
import io.wrapped.jobs.cli.held.Held.Place;
import io.wrapped.sinks.hbase.UserRow.Content;
import io.wrapped.sinks.kafka.Topics;
import io.wrapped.state.contract.Profile;
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

/** {@code wrapped erase}: forgets a listener, or begins anew with one that was forgotten. */
@Command(
        name = "erase",
        mixinStandardHelpOptions = true,
        header = "Forget a listener.",
        description = {
            "Deletes all that is kept of the listener, in the jobs, in HBase and on the topics, and"
                    + " drops what comes later. Says what was removed, and what may hold the"
                    + " listener for a while. --check reads it all again. --undo lets later plays"
                    + " count again; what was erased stays erased.",
            ""
        })
final class EraseCommand implements Callable<Integer> {
    @Spec CommandSpec spec;

    @Parameters(paramLabel = "USER", description = "Whom to forget.")
    String user;

    @Option(names = "--undo", description = "Begin anew with the listener; needs --zone.")
    boolean undo;

    @Option(
            names = "--check",
            description =
                    "Change nothing: read whether the listener is erased and nothing is left. Exit"
                            + " code 1 if not.")
    boolean check;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "With --undo: the listener's time zone (IANA), such as Europe/London.")
    @Nullable String zone;

    @Mixin ConnectionOptions connection;

    @Override
    public Integer call() throws CommandException {
        checkUsage();
        Configuration options = connection.options();
        Reachability.checkTopics(options);
        Reachability.checkHBase(options);
        try (Erasure erasure = new Erasure(user, options)) {
            if (check) {
                return erasure.check(System.out, null) ? 0 : 1;
            }
            return undo ? comeBack(erasure, options) : erase(erasure, options);
        }
    }

    private int comeBack(Erasure erasure, Configuration options) throws CommandException {
        // To come back is to be erased once more first, which nobody else must be.
        if (!erasure.isErased()) {
            throw new CommandException(user + " is not erased, so there is nothing to undo");
        }
        try (ListeningImport listening = listening(options)) {
            listening.sendReturn(
                    new Profile(user, zone == null ? "UTC" : zone, null, null, null, false));
        }
        System.out.println(user + ": later plays count again");
        return 0;
    }

    private int erase(Erasure erasure, Configuration options) throws CommandException {
        Content stored = erasure.stored();
        try (ListeningImport listening = listening(options)) {
            listening.sendProfile(new Profile(user, "UTC", null, null, null, true));
        }
        erasure.awaitNothingStored(stored);
        long obeyedAt = System.currentTimeMillis();
        Held held = erasure.takeBack();
        System.out.println("Removed of " + user + ":");
        System.out.println("  all state of the wrapped job, which drops what comes later");
        System.out.println("  HBase: " + Erasure.counted(stored));
        for (Place place : Place.values()) {
            System.out.println(
                    "  "
                            + place.topic(Topics.from(options))
                            + ": "
                            + place.count(held.at(place).size()));
        }
        return erasure.check(System.out, obeyedAt) ? 0 : 1;
    }

    private static ListeningImport listening(Configuration options) {
        return new ListeningImport(
                options, System.currentTimeMillis(), Progress.onStandardError(), () -> {});
    }

    private void checkUsage() {
        Users.check(user, "USER", spec.commandLine());
        if (undo && check) {
            throw new ParameterException(
                    spec.commandLine(), "--check and --undo do not go together");
        }
        if (undo && zone == null) {
            throw new ParameterException(
                    spec.commandLine(), "--undo needs --zone, the listener's time zone");
        }
        if (!undo && zone != null) {
            throw new ParameterException(spec.commandLine(), "--zone goes with --undo only");
        }
        if (zone != null) {
            HistoryOptions.checkZone(zone, spec.commandLine());
        }
    }
}
