package io.wrapped.local;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where an embedded server keeps its files and which ports it listens on.
 *
 * @param dir folder of the server's data and logs
 * @param ports option name to port, 0 for one that is free
 */
public record ServerOptions(Path dir, Map<String, Integer> ports) {
    private static final String DIR = "--dir";
    private static final int MAX_PORT = 65_535;

    public ServerOptions {
        dir = dir.toAbsolutePath().normalize();
        ports = Map.copyOf(ports);
    }

    /** The port that was asked for, 0 for one that is free. */
    public int port(String option) {
        return ports.getOrDefault(option, 0);
    }

    /**
     * Reads {@code --dir DIR} and the given port options, each {@code --name P}.
     *
     * @throws IllegalArgumentException saying what is wrong and what is expected
     */
    static ServerOptions parse(String[] arguments, List<String> portOptions) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            String option = arguments[i];
            if (!option.equals(DIR) && !portOptions.contains(option)) {
                throw new IllegalArgumentException(
                        "unknown option '" + option + "'; " + usage(portOptions));
            }
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException("option " + option + " needs a value");
            }
            given.put(option, arguments[i + 1]);
        }
        @Nullable String dir = given.remove(DIR);
        if (dir == null) {
            throw new IllegalArgumentException("option --dir is missing; " + usage(portOptions));
        }
        Map<String, Integer> ports = new TreeMap<>();
        given.forEach((option, port) -> ports.put(option, parsePort(option, port)));
        return new ServerOptions(Path.of(dir), ports);
    }

    private static int parsePort(String option, String value) {
        try {
            int port = Integer.parseInt(value);
            if (port >= 0 && port <= MAX_PORT) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Told below, with the bounds.
        }
        throw new IllegalArgumentException(
                option + " is '" + value + "', expected a port from 0 (a free one) to " + MAX_PORT);
    }

    private static String usage(List<String> portOptions) {
        return portOptions.stream()
                .map(option -> "[" + option + " P]")
                .collect(Collectors.joining(" ", "usage: --dir DIR ", ""));
    }
}
