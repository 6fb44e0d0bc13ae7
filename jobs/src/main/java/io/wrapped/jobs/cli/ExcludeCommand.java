package io.wrapped.jobs.cli;

import io.wrapped.state.contract.Exclusion;
import io.wrapped.state.contract.Exclusion.Target;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.Configuration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code wrapped exclude}: something no longer counts for a listener, or counts again. */
@Command(
        name = "exclude",
        mixinStandardHelpOptions = true,
        header = "Leave something out of a listener's figures, or let it count again.",
        description = {
            "Acts on everything ever played. The live review follows within the review interval;"
                    + " previews and finals at their next trigger.",
            ""
        })
final class ExcludeCommand implements Callable<Integer> {
    @Spec CommandSpec spec;

    @Parameters(paramLabel = "USER", description = "For whom.")
    String user;

    @ArgGroup(multiplicity = "1")
    What what = new What();

    @Option(names = "--undo", description = "Let it count again.")
    boolean undo;

    @Mixin ConnectionOptions connection;

    /** One target. */
    static final class What {
        @Option(
                names = "--track",
                paramLabel = "ID",
                required = true,
                description = "A content_uri or song_id.")
        @Nullable String track;

        @Option(
                names = "--artist",
                paramLabel = "ID",
                required = true,
                description = "A primary artist's id.")
        @Nullable String artist;

        @Option(names = "--show", paramLabel = "ID", required = true, description = "A show's id.")
        @Nullable String show;

        @Option(
                names = "--context",
                paramLabel = "ID",
                required = true,
                description = "The playlist, album or show that was played from.")
        @Nullable String context;

        Exclusion of(String userId, boolean excluded, long changedAt) {
            if (track != null) {
                return new Exclusion(userId, Target.TRACK, track, excluded, changedAt);
            }
            if (artist != null) {
                return new Exclusion(userId, Target.ARTIST, artist, excluded, changedAt);
            }
            if (show != null) {
                return new Exclusion(userId, Target.SHOW, show, excluded, changedAt);
            }
            return new Exclusion(
                    userId, Target.CONTEXT, context == null ? "" : context, excluded, changedAt);
        }
    }

    @Override
    public Integer call() throws CommandException {
        Users.check(user, "USER", spec.commandLine());
        long now = System.currentTimeMillis();
        Exclusion exclusion = what.of(user, !undo, now);
        if (exclusion.targetId().isEmpty()) {
            throw new ParameterException(spec.commandLine(), "the id is empty");
        }
        Configuration options = connection.options();
        Reachability.checkTopics(options);
        Progress progress = Progress.onStandardError();
        try (ListeningImport listening = new ListeningImport(options, now, progress, () -> {})) {
            listening.sendExclusion(exclusion);
        }
        System.out.printf(
                "%s: %s %s %s%n",
                user,
                exclusion.target().name().toLowerCase(Locale.ROOT),
                exclusion.targetId(),
                undo ? "counts again" : "no longer counts");
        return 0;
    }
}
