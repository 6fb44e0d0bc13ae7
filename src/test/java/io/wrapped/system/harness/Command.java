package io.wrapped.system.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.wrapped.jobs.cli.Wrapped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;

/**
 * How a command ended.
 *
 * @param out what it printed on standard output
 */
public record Command(int code, String out) {
    /**
     * Runs a command in this JVM.
     *
     * @param options of the system that it is for
     */
    public static Command run(Configuration options, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        options.toMap().forEach((key, value) -> all.add("-D" + key + "=" + value));
        return run(all);
    }

    /**
     * Runs a command as people do, in a process of its own.
     *
     * @param variables of its environment
     * @param options of the system that it is for
     * @return with what it printed on either stream
     */
    public static Command runByScript(
            Map<String, String> variables, Configuration options, String... arguments)
            throws IOException, InterruptedException {
        List<String> all = new ArrayList<>();
        all.add(Path.of(System.getProperty("wrapped.home"), "wrapped").toString());
        all.addAll(List.of(arguments));
        options.toMap().forEach((key, value) -> all.add("-D" + key + "=" + value));
        ProcessBuilder builder = new ProcessBuilder(all).redirectErrorStream(true);
        builder.environment().putAll(variables);
        Process process = builder.start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Command(process.waitFor(), out);
    }

    /** Runs a command that needs no system. */
    public static Command run(List<String> arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream usual = System.out;
        System.setOut(new PrintStream(out, true, UTF_8));
        try {
            return new Command(Wrapped.run(arguments.toArray(String[]::new)), out.toString(UTF_8));
        } finally {
            System.setOut(usual);
        }
    }
}
