package io.wrapped.jobs.cli;

import io.wrapped.jobs.archive.Archive;
import io.wrapped.jobs.cli.replay.ArchivePlays;
import io.wrapped.jobs.cli.replay.BothWays;
import io.wrapped.jobs.cli.replay.KafkaPlays;
import io.wrapped.jobs.cli.replay.KeptPlays;
import io.wrapped.jobs.cli.replay.UserFilter;
import io.wrapped.sinks.archive.ArchiveOptions;
import io.wrapped.sinks.hbase.Slot;
import io.wrapped.state.contract.CodePoints;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code wrapped replay}: builds what is kept of some listeners anew from their kept plays. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        header = "Build listeners anew from the plays that were kept.",
        description = {
            "For after a mistake of the job was mended: what it keeps of these listeners is folded"
                    + " anew from their plays, by the zone held when each came, while everything"
                    + " else, their own live plays too, flows on. Refused for a listener of whom a"
                    + " play is counted that was not kept. Years that were told are told again for"
                    + " those of whom something changed; of their stories only those whose facts"
                    + " changed are written anew.",
            ""
        })
final class ReplayCommand implements Callable<Integer> {
    /** The dates of so many listeners are listed. */
    private static final int LISTED = 20;

    @Spec CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    Whom whom = new Whom();

    /** Whose plays. */
    static final class Whom {
        @Option(
                names = "--users",
                split = ",",
                paramLabel = "USER",
                required = true,
                description = "These listeners.")
        @Nullable List<String> users;

        @Option(
                names = "--users-from",
                paramLabel = "FILE",
                required = true,
                description = "The listeners in this file, an id a line.")
        @Nullable Path usersFrom;

        @Option(
                names = "--where",
                paramLabel = "CONDITION",
                required = true,
                description =
                        "Those whose stored review meets a condition in JSONPath's filter language,"
                                + " such as \"@.totals.streams > 100 && @.profile.zone =~"
                                + " /Asia.*/\". Only counts them, until --yes is given.")
        @Nullable String where;
    }

    @Option(
            names = "--year",
            paramLabel = "YEAR",
            description = "With --where: of which year the review is. Default: this one.")
    @Nullable Integer year;

    @Option(
            names = "--slot",
            paramLabel = "SLOT",
            defaultValue = "live",
            converter = SlotConverter.class,
            description = "With --where: live, preview or final. Default: ${DEFAULT-VALUE}.")
    Slot slot;

    @Option(
            names = "--dated-in",
            paramLabel = "ZONE",
            description =
                    "Only listeners with a date that differs when all of their plays are dated in"
                            + " this zone: folds the kept plays both ways, and lists the dates.")
    @Nullable String datedIn;

    @Option(
            names = "--yes",
            description = "With --where or --dated-in: replay whom they find, not only count them.")
    boolean yes;

    @Option(
            names = "--from",
            paramLabel = "WHERE",
            description =
                    "archive (the folder of --archive, and from Kafka what came since) or kafka"
                            + " (what the topic still has). Default: archive where a folder is"
                            + " given.")
    @Nullable String from;

    @Option(
            names = "--archive",
            paramLabel = "DIR",
            description = "The archive. Default: -Dwrapped.archive.")
    @Nullable String archive;

    @Option(
            names = "--since",
            paramLabel = "DATE",
            description =
                    "Read the plays that came since this date (UTC) only, for listeners who came"
                            + " later. Default: all that was kept.")
    @Nullable LocalDate since;

    @Option(
            names = "--forget-missing",
            description =
                    "Do not refuse: plays that are counted now and were not kept, or are none any"
                            + " more, go.")
    boolean forgetMissing;

    @Option(
            names = "--retell",
            paramLabel = "WHOM",
            defaultValue = "changed",
            description =
                    "Whose PREVIEW and FINAL documents are told again: changed (of whom a date"
                            + " changed), all (of these listeners, as after a replay that was"
                            + " interrupted) or none. Default: ${DEFAULT-VALUE}.")
    String retell;

    @Mixin ConnectionOptions connection;

    @Override
    public Integer call() throws CommandException {
        if (from != null && !List.of("archive", "kafka").contains(from)) {
            throw new ParameterException(
                    spec.commandLine(), "--from " + from + " is neither archive nor kafka");
        }
        if (!List.of("changed", "all", "none").contains(retell)) {
            throw new ParameterException(
                    spec.commandLine(), "--retell " + retell + " is not changed, all or none");
        }
        if (datedIn != null) {
            HistoryOptions.checkZone(datedIn, spec.commandLine());
        }
        Configuration options = connection.options();
        Reachability.checkTopics(options);
        Reachability.checkHBase(options);
        SortedSet<String> users = users(options);
        Progress progress = Progress.onStandardError();
        if (whom.where != null) {
            System.out.println(listeners(users.size()) + " meet the condition");
        }
        if (datedIn != null) {
            users = datedOtherwise(users, datedIn, kept(options), progress);
        } else if (whom.where != null) {
            users.stream().limit(LISTED).forEach(user -> System.out.println("  " + user));
        }
        if ((whom.where != null || datedIn != null) && !yes) {
            System.out.println("Nothing was changed; --yes replays them.");
            return 0;
        }
        if (users.isEmpty()) {
            return 0;
        }
        try (ReplayRun run = new ReplayRun(options, progress)) {
            run.run(users, kept(options), forgetMissing);
            progress.done();
            print(run);
            Set<String> again =
                    switch (retell) {
                        case "all" -> run.changed().keySet();
                        case "none" -> Set.of();
                        default -> changed(run);
                    };
            if (!again.isEmpty()) {
                retell(again, options, progress);
            }
            return run.refused().isEmpty() ? 0 : 1;
        }
    }

    private static void retell(Set<String> users, Configuration options, Progress progress)
            throws CommandException {
        Retelling.Told told;
        try {
            told = new Retelling(options, progress).tell(users);
        } catch (CommandException e) {
            throw new CommandException(
                    "the listeners are built anew, but not all of their years are told again: "
                            + e.getMessage()
                            + ". "
                            + Retelling.LATER,
                    e);
        }
        System.out.println(
                told.documents()
                        + " documents of years told before were told again; "
                        + told.storiesDeleted()
                        + " stories of dates that are remarkable no more were deleted");
    }

    /** Those of whom dates would differ if all were dated in one zone. */
    private static SortedSet<String> datedOtherwise(
            SortedSet<String> users, String zone, KeptPlays kept, Progress progress)
            throws CommandException {
        progress.step("Folding kept plays both ways");
        SortedMap<String, SortedSet<LocalDate>> differing;
        BothWays bothWays = new BothWays(zone);
        try {
            differing = bothWays.differing(users, kept);
        } catch (IOException e) {
            throw new CommandException("the kept plays cannot be read: " + Reasons.of(e), e);
        }
        progress.done();
        if (!bothWays.knowsAllZones()) {
            System.out.println(
                    "Not all profiles of old are kept where they were read from: of whoever moved"
                        + " since, dates may be missing here, or be too many. A replay takes the"
                        + " zones from the job's state, which knows them.");
        }
        int dates = differing.values().stream().mapToInt(Set::size).sum();
        System.out.println(
                String.format(
                        Locale.ROOT,
                        "%s of them have %,d dates that differ when dated in %s",
                        listeners(differing.size()),
                        dates,
                        zone));
        differing.forEach(
                (user, days) ->
                        System.out.println(
                                "  "
                                        + user
                                        + ": "
                                        + days.stream()
                                                .map(LocalDate::toString)
                                                .collect(Collectors.joining(" "))));
        SortedSet<String> found = new TreeSet<>(CodePoints::compare);
        found.addAll(differing.keySet());
        return found;
    }

    private KeptPlays kept(Configuration options) throws CommandException {
        Long sinceTime =
                since == null
                        ? null
                        : Long.valueOf(since.atStartOfDay(ZoneOffset.UTC).toEpochSecond() * 1000);
        String folder = archive == null ? options.get(ArchiveOptions.ARCHIVE) : archive;
        if ("kafka".equals(from) || (from == null && folder == null)) {
            return new KafkaPlays(options, sinceTime);
        }
        if (folder == null) {
            throw new ParameterException(
                    spec.commandLine(), "--from archive needs --archive, its folder");
        }
        try {
            return new ArchivePlays(Archive.open(folder), options, sinceTime);
        } catch (IOException e) {
            throw new CommandException(Reasons.of(e), e);
        }
    }

    private SortedSet<String> users(Configuration options) throws CommandException {
        try {
            if (whom.where == null) {
                return Users.read(whom.users, whom.usersFrom, spec.commandLine());
            }
            int ofYear = year == null ? LocalDate.now(ZoneOffset.UTC).getYear() : year;
            return new UserFilter(whom.where).users(options, ofYear, slot);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--where: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new CommandException("the listeners cannot be read: " + Reasons.of(e), e);
        }
    }

    private static SortedSet<String> changed(ReplayRun run) {
        SortedSet<String> changed = new TreeSet<>(CodePoints::compare);
        run.changed()
                .forEach(
                        (user, dates) -> {
                            if (dates > 0) {
                                changed.add(user);
                            }
                        });
        return changed;
    }

    private static void print(ReplayRun run) {
        SortedSet<String> changed = changed(run);
        System.out.println(
                String.format(
                        Locale.ROOT,
                        "%s built anew from %,d plays; %,d of them differed",
                        listeners(run.changed().size()),
                        run.plays(),
                        changed.size()));
        changed.stream()
                .limit(LISTED)
                .forEach(
                        user ->
                                System.out.println(
                                        "  " + user + ": " + dates(run.changed().get(user))));
        if (changed.size() > LISTED) {
            System.out.println("  … and " + (changed.size() - LISTED) + " more");
        }
        for (Map.Entry<String, String> refused : run.refused().entrySet()) {
            System.out.println(refused.getKey() + " stays as before: " + refused.getValue());
        }
    }

    private static String dates(@Nullable Long count) {
        return count + (count != null && count == 1 ? " date" : " dates");
    }

    private static String listeners(int count) {
        return String.format(Locale.ROOT, count == 1 ? "%,d listener" : "%,d listeners", count);
    }
}
