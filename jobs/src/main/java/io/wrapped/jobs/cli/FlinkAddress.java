package io.wrapped.jobs.cli;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where Flink's REST interface is: one for both jobs, or one for each. */
final class FlinkAddress {
    @Spec(Spec.Target.MIXEE)
    CommandSpec spec;

    @Option(
            names = "--flink",
            split = ",",
            paramLabel = "ADDRESS",
            description =
                    "Flink's REST interface, HOST:PORT or with http:// or https:// before it; with"
                            + " commas or again where each job has a JobManager of its own, as on"
                            + " Kubernetes. Default: "
                            + UpCommand.FLINK_PORT
                            + " on this machine, as `wrapped up`.")
    List<String> given = List.of();

    /** All that are named, as {@code http://host:port}. */
    List<String> addresses() {
        return given.isEmpty()
                ? List.of("http://127.0.0.1:" + UpCommand.FLINK_PORT)
                : given.stream()
                        .map(address -> address(address.strip(), spec.commandLine()))
                        .distinct()
                        .toList();
    }

    private static String address(String given, CommandLine command) {
        String lower = given.toLowerCase(Locale.ROOT);
        boolean whole = lower.startsWith("http://") || lower.startsWith("https://");
        String address = (whole ? given : "http://" + given).replaceAll("/+$", "");
        try {
            if (URI.create(address).getHost() != null) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            // Told below.
        }
        throw new ParameterException(
                command, "--flink " + given + " is no address, expected such as 127.0.0.1:8081");
    }
}
