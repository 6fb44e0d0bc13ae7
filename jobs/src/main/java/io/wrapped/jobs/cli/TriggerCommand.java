package io.wrapped.jobs.cli;

import io.wrapped.state.contract.Bounds;
import io.wrapped.state.contract.CodePoints;
import io.wrapped.state.contract.RefusedException;
import io.wrapped.state.contract.Trigger;
import io.wrapped.state.contract.Trigger.Purpose;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.Configuration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code wrapped trigger}: tells a year. */
@Command(
        name = "trigger",
        mixinStandardHelpOptions = true,
        header = "Have a year told: its documents written and its stories asked for.",
        description = {
            "Acts on every listener after all that was sent before it, and waits until all of them"
                    + " have been told. For everyone, unless --users or --cohort say whom.",
            ""
        })
final class TriggerCommand implements Callable<Integer> {
    @Spec CommandSpec spec;

    @Option(
            names = "--year",
            paramLabel = "YEAR",
            required = true,
            description = "The year to tell.")
    int year;

    @Option(
            names = "--through",
            paramLabel = "DATE",
            description = "Last date to cover, yyyy-mm-dd. Default: 31 December.")
    @Nullable LocalDate through;

    @Option(
            names = "--purpose",
            paramLabel = "PURPOSE",
            defaultValue = "final",
            converter = PurposeConverter.class,
            description = "preview or final. Default: ${DEFAULT-VALUE}.")
    Purpose purpose;

    @ArgGroup @Nullable Whom whom;

    @Option(
            names = "--no-wait",
            description = "Return as soon as Kafka has the command, whose id is printed.")
    boolean noWait;

    @Mixin ConnectionOptions connection;

    /** Some listeners or a part of all. */
    static final class Whom {
        @Option(
                names = "--users",
                split = ",",
                paramLabel = "USER",
                required = true,
                description = "These listeners only.")
        @Nullable List<String> users;

        @Option(
                names = "--cohort",
                paramLabel = "SALT:SHARE",
                required = true,
                description =
                        "A share of all listeners, above 0 and at most 1, drawn by the salt; for"
                                + " instance spring:0.05.")
        @Nullable String cohort;
    }

    @Override
    public Integer call() throws CommandException {
        Trigger trigger = trigger();
        try {
            Bounds.check(trigger);
        } catch (RefusedException e) {
            throw usage(e.reason());
        }
        Configuration options = connection.options();
        Reachability.checkTopics(options);
        Progress progress = Progress.onStandardError();
        try (ListeningImport listening =
                new ListeningImport(options, System.currentTimeMillis(), progress, () -> {})) {
            if (noWait) {
                listening.send(trigger);
                System.out.println("command " + trigger.commandId() + " is sent");
                return 0;
            }
            progress.step("Telling " + year);
            Map<String, Long> told = listening.trigger(trigger);
            progress.done();
            System.out.println(
                    String.format(
                            Locale.ROOT,
                            "%,d %s told of %d",
                            told.size(),
                            told.size() == 1 ? "listener was" : "listeners were",
                            year));
            checkKnown(trigger, told);
        }
        return 0;
    }

    private static void checkKnown(Trigger trigger, Map<String, Long> told)
            throws CommandException {
        TreeSet<String> unknown = new TreeSet<>(CodePoints::compare);
        unknown.addAll(trigger.userIds());
        unknown.removeAll(told.keySet());
        if (!unknown.isEmpty()) {
            throw new CommandException("not known here: " + String.join(", ", unknown));
        }
    }

    private Trigger trigger() {
        if (year < 1 || year > 9999) {
            throw usage("--year " + year + " is not a year; expected 1 to 9999");
        }
        if (through != null && through.getYear() != year) {
            throw usage("--through " + through + " is not in --year " + year);
        }
        if (whom != null && whom.users != null) {
            whom.users.forEach(user -> Users.check(user, "--users", spec.commandLine()));
            return Triggers.users(year, through, new ArrayList<>(whom.users), purpose);
        }
        if (whom != null && whom.cohort != null) {
            int colon = whom.cohort.lastIndexOf(':');
            return Triggers.cohort(
                    year,
                    through,
                    whom.cohort.substring(0, Math.max(colon, 0)),
                    share(whom.cohort, colon),
                    purpose);
        }
        return Triggers.everyone(year, through, purpose);
    }

    private double share(String cohort, int colon) {
        try {
            double share = colon < 1 ? 0 : Double.parseDouble(cohort.substring(colon + 1));
            if (share > 0 && share <= 1) {
                return share;
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        throw usage(
                "--cohort "
                        + cohort
                        + " is not SALT:SHARE with a share above 0 and at most 1, such as"
                        + " spring:0.05");
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
