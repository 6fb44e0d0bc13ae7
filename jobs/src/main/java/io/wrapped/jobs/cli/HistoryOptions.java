package io.wrapped.jobs.cli;

import io.wrapped.jobs.imports.HistoryFormat;
import io.wrapped.state.contract.Profile;
import io.wrapped.state.contract.Zones;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** A listening history and what belongs to it, as {@code review} and {@code import} take it. */
final class HistoryOptions {
    @Option(
            names = "--format",
            required = true,
            paramLabel = "FORMAT",
            converter = FormatConverter.class,
            description = "spotify-extended, spotify-account, lastfm, listenbrainz or play-jsonl.")
    HistoryFormat format;

    @Option(
            names = "--user",
            paramLabel = "USER",
            defaultValue = "me",
            description =
                    "Whose history it is, where the rows do not say. Default: ${DEFAULT-VALUE}.")
    String user;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "The user's time zone (IANA), for instance Europe/London. Default: UTC.")
    @Nullable String zone;

    @Option(
            names = "--catalogue",
            paramLabel = "FILE",
            description = "Catalogue records (JSON lines, plain or .gz): genres, release years …")
    @Nullable Path catalogue;

    @Option(
            names = "--profiles",
            paramLabel = "FILE",
            description = "Profile records (JSON lines); may hold many users.")
    @Nullable Path profiles;

    @Option(
            names = "--exclusions",
            paramLabel = "FILE",
            description = "Exclusion records (JSON lines).")
    @Nullable Path exclusions;

    @Option(
            names = "--now",
            paramLabel = "MS",
            description = "The import's clock, epoch milliseconds. Default: the current time.")
    @Nullable Long now;

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description =
                    "Files (plain or .gz), zips or folders as the service sends them; - is standard"
                            + " input.")
    List<String> files;

    /**
     * Checks what can be checked before anything is started.
     *
     * @throws ParameterException saying what is wrong
     */
    void check(CommandLine command) {
        Users.check(user, "--user", command);
        if (zone != null) {
            checkZone(zone, command);
        }
        if (files.stream().filter("-"::equals).count() > 1) {
            throw new ParameterException(command, "standard input (-) can be read only once");
        }
    }

    /** Finds out before anything is started that a file is not there. */
    void checkFiles() throws CommandException {
        for (String file : files) {
            if (!file.equals("-")) {
                checkReadable(Path.of(file));
            }
        }
        for (Path file : Arrays.asList(catalogue, profiles, exclusions)) {
            if (file != null) {
                checkReadable(file);
            }
        }
    }

    static void checkReadable(Path file) throws CommandException {
        if (!Files.exists(file)) {
            throw new CommandException(file + ": no such file or folder");
        }
        if (!Files.isReadable(file)) {
            throw new CommandException(file + ": may not be read");
        }
    }

    static void checkZone(String zone, CommandLine command) {
        if (!Zones.isKnown(zone)) {
            throw new ParameterException(
                    command,
                    "--zone "
                            + zone
                            + " is not a time zone; expected an IANA id such as Europe/London");
        }
    }

    /** Opens an import into a running system. */
    ListeningImport open(
            Configuration options, Progress progress, ListeningImport.Liveness liveness) {
        long clock = now == null ? System.currentTimeMillis() : now;
        return new ListeningImport(options, clock, progress, liveness);
    }

    /** Sends everything, in the order in which it must be applied. */
    void send(ListeningImport listening) throws CommandException {
        if (catalogue != null) {
            listening.sendCatalogue(catalogue);
        }
        if (zone != null) {
            listening.sendProfile(new Profile(user, zone, null, null, null, false));
        }
        if (profiles != null) {
            listening.sendProfiles(profiles);
        }
        if (exclusions != null) {
            listening.sendExclusions(exclusions);
        }
        listening.sendHistory(files, format, user);
    }

    /**
     * Tells what became of the rows.
     *
     * @param mayHoldMore whether the system may hold a catalogue from before
     */
    void report(ListeningImport listening, boolean mayHoldMore, PrintStream out) {
        out.println();
        out.print(listening.report().text());
        if (listening.refusedBeside() > 0) {
            out.printf(
                    "%,d records of catalogue, profiles or exclusions were refused; they are in the"
                            + " dead letters.%n",
                    listening.refusedBeside());
        }
        if (catalogue == null && mayHoldMore) {
            out.println("No catalogue came with this import; what the system holds of one counts.");
        } else {
            out.print(listening.coverage().text());
        }
        out.println();
    }
}
