package io.wrapped.jobs.cli;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Where Flink's REST interface is. */
final class FlinkAddress {
    static final String DESCRIPTION =
            "Flink's REST interface, HOST:PORT or with http:// or https:// before it. Default: "
                    + UpCommand.FLINK_PORT
                    + " on this machine, as `wrapped up`.";

    private FlinkAddress() {}

    /** What --flink names, as {@code http://host:port}. */
    static String of(@Nullable String option, CommandLine command) {
        String given = option == null ? "127.0.0.1:" + UpCommand.FLINK_PORT : option;
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
