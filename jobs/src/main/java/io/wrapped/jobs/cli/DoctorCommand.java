package io.wrapped.jobs.cli;

import io.wrapped.jobs.cli.doctor.Doctor;
import io.wrapped.jobs.cli.doctor.Doctor.Part;
import io.wrapped.jobs.cli.text.DoctorText;
import io.wrapped.operators.story.StoryOptions;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.util.TimeUtils;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code wrapped doctor}: what is wrong with a deployment, and what to do. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        header = "Check a deployment, and say what is wrong and what to do.",
        description = {
            "Looks at Kafka, HBase, Flink and the model, from outside or inside, and changes"
                    + " nothing: it writes one small file into the folders of checkpoints and"
                    + " savepoints and deletes it, and asks the model for one word. Give the"
                    + " options that the jobs are given, so that it looks at the same.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all is well, but for what was left out",
            "1:something does not work",
            "2:wrong usage",
            "3:it works, with warnings, or something could not be seen from here"
        })
final class DoctorCommand implements Callable<Integer> {
    private static final int WARNINGS = 3;

    @Spec CommandSpec spec;

    @Mixin FlinkAddress flink;

    @Option(
            names = "--model-url",
            paramLabel = "URL",
            description = "The model that the report job asks; its key is read as there.")
    @Nullable String modelUrl;

    @Option(names = "--model", paramLabel = "NAME", description = "Its name.")
    @Nullable String model;

    @Option(
            names = "--skip",
            split = ",",
            paramLabel = "PART",
            description = "Leave out kafka, hbase, flink or model; several with commas.")
    Set<Part> skipped = EnumSet.noneOf(Part.class);

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "20s",
            description = "How long each check may take. Default: ${DEFAULT-VALUE}.")
    String timeout;

    @Option(names = "--json", description = "As one line of JSON.")
    boolean json;

    @Mixin ConnectionOptions connection;

    @Override
    public Integer call() throws CommandException {
        Configuration options = connection.options();
        if (modelUrl != null) {
            options.set(StoryOptions.BASE_URL, modelUrl);
        }
        if (model != null) {
            options.set(StoryOptions.MODEL, model);
        }
        Doctor doctor;
        try {
            doctor =
                    Doctor.examine(
                            new Doctor.Question(
                                    options, flink.addresses(), skipped, limit(), System::getenv));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("interrupted", e);
        }
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        out.print(
                json
                        ? doctor.json() + "\n"
                        : DoctorText.render(doctor.json(), Terminal.current().style()));
        return switch (doctor.worst()) {
            case OK, SKIPPED -> 0;
            case UNKNOWN, WARNING -> WARNINGS;
            case FAILED -> 1;
        };
    }

    private Duration limit() {
        try {
            Duration limit = TimeUtils.parseDuration(timeout);
            if (limit.toSeconds() >= 1) {
                return limit;
            }
        } catch (IllegalArgumentException e) {
            // Told below.
        }
        throw new ParameterException(
                spec.commandLine(), "--timeout " + timeout + " is not 1s or more, such as 20s");
    }
}
