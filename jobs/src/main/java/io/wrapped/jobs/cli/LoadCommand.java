package io.wrapped.jobs.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wrapped.jobs.KafkaOptions;
import io.wrapped.jobs.cli.load.Load;
import io.wrapped.jobs.cli.load.LoadPlan;
import io.wrapped.jobs.cli.text.LoadText;
import io.wrapped.jobs.listening.InventedListener;
import io.wrapped.sinks.hbase.UserIds;
import io.wrapped.state.contract.LoadUser;
import io.wrapped.state.contract.PlayFormat;
import io.wrapped.state.contract.Trigger.Purpose;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.util.TimeUtils;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code wrapped load}: puts a load on a running system, measures it, and removes it again. */
@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        header = "Put a load on a running system, and remove it again.",
        description = {
            "Sends plays of invented users with the shape of real listening and reads reviews, both"
                    + " at a rate, and says how long reviews and reads took. Its users' ids begin"
                    + " with "
                    + LoadUser.PREFIX
                    + "; --remove erases them. Plays of theirs stay on the topic until its"
                    + " retention. docs/load.md tells what it does to a system that listeners use.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:failed, or something is left of what was to be removed",
            "2:wrong usage",
            "3:it ran, but reads failed or plays were in no review in time"
        })
final class LoadCommand implements Callable<Integer> {
    private static final int NOT_ALL = 3;
    private static final int MOST_WINDOWS = 200;
    private static final int MOST_USERS = 1_000_000;
    private static final int MOST_RATE = 1_000_000;
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    @Spec CommandSpec spec;

    @Option(
            names = "--plays",
            paramLabel = "RATE",
            defaultValue = "100",
            description = "Plays a second; 0: none. Default: ${DEFAULT-VALUE}.")
    double plays;

    @Option(
            names = "--reads",
            paramLabel = "RATE",
            defaultValue = "100",
            description = "Reads of reviews a second; 0: none. Default: ${DEFAULT-VALUE}.")
    double reads;

    @Option(
            names = "--triggers",
            paramLabel = "RATE",
            defaultValue = "0",
            description =
                    "Triggers a second, each a preview of one of the invented users. Their stories"
                        + " are paid for: what it may come to is said first, and nothing is sent"
                        + " without --yes. Default: none.")
    double triggers;

    @Option(
            names = "--max-triggers",
            paramLabel = "COUNT",
            defaultValue = "100",
            description = "Refuse to send more triggers. Default: ${DEFAULT-VALUE}.")
    int maxTriggers;

    @Option(names = "--yes", description = "With --triggers: send them.")
    boolean yes;

    @Option(
            names = "--users",
            paramLabel = "COUNT",
            defaultValue = "1000",
            description = "How many users are invented. Default: ${DEFAULT-VALUE}.")
    int users;

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            defaultValue = "1min",
            description = "How long, such as 30s or 10min. Default: ${DEFAULT-VALUE}.")
    String duration;

    @Option(
            names = "--window",
            paramLabel = "DURATION",
            defaultValue = "1min",
            description =
                    "Of how long figures are told apart: the first so long is compared with the"
                            + " rest. Default: ${DEFAULT-VALUE}.")
    String window;

    @Option(
            names = "--readers-from",
            paramLabel = "FILE",
            description =
                    "Read the reviews of the listeners in this file, an id a line, instead of those"
                            + " of the invented users: what is read of HBase is then in its cache"
                            + " when listeners come.")
    @Nullable Path readersFrom;

    @Option(
            names = "--run",
            paramLabel = "NAME",
            description =
                    "Name of the run: up to 40 of a-z, 0-9 and dashes. Default: the current date"
                            + " and time. With --remove: of which run. Default: of all.")
    @Nullable String run;

    @Option(
            names = "--remove",
            description = "Erase the users of runs, and take back what stands of them on topics.")
    boolean remove;

    @Option(names = "--json", description = "What came of it as one line of JSON.")
    boolean json;

    @Mixin ConnectionOptions connection;

    @Override
    public Integer call() throws CommandException {
        if (run != null && !LoadUser.RUN.matcher(run).matches()) {
            throw usage("--run " + run + " is not up to 40 of a-z, 0-9 and dashes");
        }
        Configuration options = connection.options();
        if (remove) {
            return remove(options);
        }
        LoadPlan plan = plan();
        List<String> readers = readers();
        if (plan.triggers() > 0 && !yes) {
            System.out.println(StoryCost.of(plan.allTriggers(), options));
            System.out.println("Nothing was sent; --yes sends it.");
            return 0;
        }
        checkPlayFormat(options);
        Reachability.checkTopics(options);
        Reachability.checkHBase(options);
        checkNames(plan.run(), options);
        return load(plan, readers, options);
    }

    private int load(LoadPlan plan, List<String> readers, Configuration options)
            throws CommandException {
        Progress progress = Progress.onStandardError();
        if (plan.plays() > 0) {
            progress.note(
                    "This is run "
                            + plan.run()
                            + "; `wrapped load --remove --run "
                            + plan.run()
                            + "` removes it again");
        }
        if (plan.triggers() > 0) {
            progress.note(StoryCost.of(plan.allTriggers(), options));
        }
        if (plan.plays() > 0 && !Load.followsReviews(options)) {
            progress.note(
                    "Reviews follow later than a load lasts (wrapped.review-interval), so how long"
                            + " they take is not measured");
        }
        List<InventedListener> listeners = plan.listeners();
        progress.step("Making the job know " + listeners.size() + " users");
        try (ListeningImport listening =
                        new ListeningImport(
                                options, System.currentTimeMillis(), progress, () -> {});
                RecordSender sender =
                        new RecordSender(
                                UUID.randomUUID().toString(),
                                System.currentTimeMillis(),
                                options)) {
            listening.sendProfiles(listeners.stream().map(InventedListener::profile).toList());
            progress.step("Loading");
            LocalDate through = LocalDate.ofEpochDay(plan.listened().lastDay());
            ObjectNode came =
                    new Load(
                                    plan,
                                    options,
                                    listeners,
                                    readers,
                                    user ->
                                            sender.send(
                                                    Triggers.users(
                                                            plan.listened().year(),
                                                            through,
                                                            List.of(user),
                                                            Purpose.PREVIEW)),
                                    progress::at)
                            .run();
            progress.done();
            print(came);
            return came.path("missed").asLong() + came.at("/reads/failed").asLong() > 0
                    ? NOT_ALL
                    : 0;
        } catch (ExecutionException e) {
            throw new CommandException("the load ended: " + Reasons.of(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("interrupted", e);
        }
    }

    private void print(ObjectNode came) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        out.print(
                json ? came + "\n" : LoadText.render(came.toString(), Terminal.current().style()));
    }

    private int remove(Configuration options) throws CommandException {
        Reachability.checkTopics(options);
        Reachability.checkHBase(options);
        LoadRemoval removal = new LoadRemoval(options, run, Progress.onStandardError());
        LoadRemoval.Removed removed = removal.remove();
        List<String> staying = removed.users() == 0 ? List.of() : removal.staying();
        if (json) {
            ObjectNode told = JsonMapper.builder().build().createObjectNode();
            told.put("users", removed.users());
            told.put("records", removed.records());
            removed.left().forEach(told.putArray("left")::add);
            System.out.println(told);
        } else if (removed.users() == 0) {
            System.out.println("There are no users of " + (run == null ? "any run" : "run " + run));
        } else {
            System.out.println(
                    removed.users()
                            + " users of "
                            + (run == null ? "loads" : "run " + run)
                            + " are erased: the jobs' state and HBase hold nothing of them but that"
                            + " they are, and "
                            + removed.records()
                            + " records were taken back from topics.");
            System.out.println("What stays:");
            staying.forEach(line -> System.out.println("  " + line));
            removed.left().forEach(line -> System.out.println("LEFT: " + line));
        }
        return removed.left().isEmpty() ? 0 : 1;
    }

    /** Refuses where real users have such ids, and a run that is there already. */
    private static void checkNames(String run, Configuration options) throws CommandException {
        try (UserIds ids = new UserIds(options)) {
            for (String user : Documents.await(ids.withPrefix(LoadUser.PREFIX))) {
                LoadUser ofLoad = LoadUser.of(user);
                if (ofLoad == null) {
                    throw new CommandException(
                            "HBase holds a listener whose id begins with "
                                    + LoadUser.PREFIX
                                    + ", which only users of loads may: "
                                    + user);
                }
                if (ofLoad.run().equals(run)) {
                    throw new CommandException(
                            "run "
                                    + run
                                    + " is there already; remove it (`wrapped load --remove --run "
                                    + run
                                    + "`) or choose another name");
                }
            }
        }
    }

    /**
     * Plays are sent as events.proto has them, which a job that reads another form would refuse.
     */
    private static void checkPlayFormat(Configuration options) throws CommandException {
        String format = options.get(KafkaOptions.PLAY_FORMAT);
        if (!format.equals(PlayFormat.PROTOBUF)) {
            throw new CommandException(
                    "the jobs read plays as "
                            + format
                            + " ("
                            + KafkaOptions.PLAY_FORMAT.key()
                            + "), and a load sends "
                            + PlayFormat.PROTOBUF
                            + " only");
        }
    }

    private LoadPlan plan() {
        checkRate("--plays", plays);
        checkRate("--reads", reads);
        checkRate("--triggers", triggers);
        if (plays == 0 && (reads == 0 || readersFrom == null || triggers > 0)) {
            throw usage(
                    "--plays is 0: --reads needs --readers-from then, and nobody can be triggered");
        }
        if (users < 1 || users > MOST_USERS) {
            throw usage("--users " + users + " is not 1 to " + MOST_USERS);
        }
        Duration lasts = duration("--for", duration);
        LoadPlan plan =
                new LoadPlan(
                        run == null ? NAME.format(LocalDateTime.now(ZoneOffset.UTC)) : run,
                        users,
                        plays,
                        reads,
                        triggers,
                        lasts,
                        duration("--window", window),
                        LoadPlan.Span.before(LocalDate.now(ZoneOffset.UTC)));
        if (plan.windows() > MOST_WINDOWS) {
            throw usage(
                    "--window "
                            + window
                            + " makes "
                            + plan.windows()
                            + " windows of --for "
                            + duration
                            + ", at most "
                            + MOST_WINDOWS);
        }
        if (plan.allTriggers() > maxTriggers) {
            throw usage(
                    "--triggers "
                            + triggers
                            + " for "
                            + duration
                            + " are "
                            + plan.allTriggers()
                            + ", and --max-triggers is "
                            + maxTriggers);
        }
        return plan;
    }

    private void checkRate(String option, double rate) {
        if (!(rate >= 0 && rate <= MOST_RATE)) {
            throw usage(option + " " + rate + " is not a rate of 0 to " + MOST_RATE + " a second");
        }
    }

    private Duration duration(String option, String text) {
        try {
            Duration parsed = TimeUtils.parseDuration(text);
            if (parsed.toSeconds() >= 1) {
                return parsed;
            }
        } catch (IllegalArgumentException e) {
            // Told below.
        }
        throw usage(option + " " + text + " is not 1s or more, such as 30s or 10min");
    }

    private List<String> readers() throws CommandException {
        if (readersFrom == null) {
            return List.of();
        }
        List<String> named;
        try {
            named = new ArrayList<>(Users.read(null, readersFrom, spec.commandLine()));
        } catch (IOException e) {
            throw new CommandException(readersFrom + " cannot be read: " + Reasons.of(e), e);
        }
        if (named.isEmpty()) {
            throw new CommandException(readersFrom + " names nobody; expected an id a line");
        }
        return named;
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
