package io.wrapped.jobs.cli;

import io.wrapped.sinks.hbase.ReviewReader;
import io.wrapped.state.contract.Profile;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
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
            "Deletes all that is kept of the listener, in the jobs and in HBase, and drops what"
                    + " comes later. --undo lets later plays count again; what was erased stays"
                    + " erased.",
            ""
        })
final class EraseCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final long PAUSE_MS = 100;

    @Spec CommandSpec spec;

    @Parameters(paramLabel = "USER", description = "Whom to forget.")
    String user;

    @Option(names = "--undo", description = "Begin anew with the listener; needs --zone.")
    boolean undo;

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
        Progress progress = Progress.onStandardError();
        try (ListeningImport listening =
                        new ListeningImport(
                                options, System.currentTimeMillis(), progress, () -> {});
                ReviewReader reader = new ReviewReader(options)) {
            listening.sendProfile(
                    new Profile(user, zone == null ? "UTC" : zone, null, null, null, !undo));
            if (!undo) {
                awaitNothing(reader);
            }
        }
        System.out.println(
                user + (undo ? ": later plays count again" : ": nothing is kept any more"));
        return 0;
    }

    private void awaitNothing(ReviewReader reader) throws CommandException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!Documents.await(reader.keys(user)).isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new CommandException(
                        "the job forgot "
                                + user
                                + ", but after a minute HBase still holds a review");
            }
            try {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CommandException("interrupted", e);
            }
        }
    }

    private void checkUsage() {
        Users.check(user, "USER", spec.commandLine());
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
