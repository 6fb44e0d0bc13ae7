package io.wrapped.jobs.cli;

import io.wrapped.jobs.cli.text.PatchText;
import io.wrapped.jobs.savepoint.SavepointContents;
import io.wrapped.jobs.savepoint.SavepointException;
import io.wrapped.jobs.savepoint.SavepointPatch;
import io.wrapped.state.rollup.DateEdits.Edit;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code wrapped savepoint patch}: a savepoint with some dates repaired. */
@Command(
        name = "patch",
        mixinStandardHelpOptions = true,
        header = "Make a repaired savepoint: dates of some listeners moved, dropped or merged.",
        description = {
            "For where the plays were not kept, so that nothing can be replayed: a date's rollup"
                + " can only go or become that of another date, whole. The savepoint itself is not"
                + " changed; all but these dates is in the new one as it was, and read back to see"
                + " that it is. Several options may be given, each more than once: all dates leave"
                + " before any arrives.",
            ""
        })
final class PatchCommand implements Callable<Integer> {
    /** So many are named in an error. */
    private static final int NAMED = 20;

    /** As {@link io.wrapped.state.contract.Bounds} has it for plays, in any zone. */
    private static final LocalDate EARLIEST = LocalDate.of(1999, 12, 31);

    @Spec CommandSpec spec;

    @Parameters(paramLabel = "SAVEPOINT", description = "Its folder, as for inspect.")
    String savepoint;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "DIR",
            description = "The repaired savepoint's folder, which must not exist yet.")
    String to;

    @ArgGroup(multiplicity = "1")
    Whom whom = new Whom();

    /** Whose dates. */
    static final class Whom {
        @Option(
                names = "--users",
                split = ",",
                paramLabel = "USER",
                required = true,
                description = "Of these listeners.")
        @Nullable List<String> users;

        @Option(
                names = "--users-from",
                paramLabel = "FILE",
                required = true,
                description = "Of the listeners in this file, an id a line.")
        @Nullable Path usersFrom;
    }

    @Option(
            names = "--drop",
            split = ",",
            paramLabel = "DATE",
            description = "What was streamed on this date goes. Copies of it stay copies.")
    List<LocalDate> drops = new ArrayList<>();

    @Option(
            names = "--move",
            split = ",",
            paramLabel = "FROM=TO",
            converter = MoveConverter.class,
            description =
                    "This date becomes that one. Refused where that one has streams of its own.")
    List<Move> moves = new ArrayList<>();

    @Option(
            names = "--merge",
            split = ",",
            paramLabel = "FROM=TO",
            converter = MoveConverter.class,
            description = "This date is added to that one, whatever that one has.")
    List<Move> merges = new ArrayList<>();

    /** From a date to another. */
    record Move(LocalDate from, LocalDate to) {}

    /** Reads two dates. */
    static final class MoveConverter implements ITypeConverter<Move> {
        @Override
        public Move convert(String value) {
            String[] dates = value.split("=", -1);
            if (dates.length == 2) {
                try {
                    return new Move(LocalDate.parse(dates[0]), LocalDate.parse(dates[1]));
                } catch (DateTimeException e) {
                    // Said below.
                }
            }
            throw new TypeConversionException(
                    "'" + value + "' is not two dates, as in 2026-03-02=2026-03-01");
        }
    }

    @Override
    public Integer call() throws CommandException {
        List<Edit> edits = edits();
        if (edits.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "what is to be done? --drop, --move or --merge");
        }
        Progress progress = Progress.onStandardError();
        SavepointPatch.Summary summary;
        try {
            Set<String> users = Users.read(whom.users, whom.usersFrom, spec.commandLine());
            SavepointContents contents = SavepointContents.open(savepoint);
            summary = new SavepointPatch(contents, users, edits).write(to, progress::step);
            progress.done();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        } catch (SavepointPatch.RefusedException e) {
            throw new CommandException(
                    e.reasons().entrySet().stream()
                            .limit(NAMED)
                            .map(refused -> refused.getKey() + " " + refused.getValue())
                            .collect(Collectors.joining("; ", "no savepoint was made: ", more(e))),
                    e);
        } catch (IOException | SavepointException e) {
            throw new CommandException(Reasons.of(e), e);
        }
        new PrintStream(System.out, true, StandardCharsets.UTF_8).print(PatchText.render(summary));
        return 0;
    }

    private static String more(SavepointPatch.RefusedException refused) {
        int more = refused.reasons().size() - NAMED;
        return more <= 0 ? "" : "; and " + more + " more";
    }

    private List<Edit> edits() {
        List<Edit> edits = new ArrayList<>();
        drops.forEach(date -> edits.add(new Edit(day(date), null, false)));
        moves.forEach(move -> edits.add(new Edit(day(move.from()), day(move.to()), false)));
        merges.forEach(move -> edits.add(new Edit(day(move.from()), day(move.to()), true)));
        return edits;
    }

    private int day(LocalDate date) {
        if (date.isBefore(EARLIEST) || date.isAfter(LocalDate.now(ZoneOffset.UTC).plusDays(3))) {
            throw new ParameterException(
                    spec.commandLine(), date + " is no date of a play: from 2000-01-01 to now");
        }
        return Math.toIntExact(date.toEpochDay());
    }
}
