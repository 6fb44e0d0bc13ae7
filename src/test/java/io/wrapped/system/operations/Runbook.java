package io.wrapped.system.operations;

import io.wrapped.system.harness.WrappedSystem;
import io.wrapped.system.processes.FlinkProcesses;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The commands of one section of docs/operations.md or another page, run one block after the other
 * by a shell for which {@code flink} is that of a cluster of processes. What a block sets later
 * ones have.
 */
final class Runbook {
    private static final Path HOME =
            Path.of(System.getProperty("wrapped.home")).toAbsolutePath().normalize();
    private static final String OPERATIONS = "docs/operations.md";
    private static final String BEGINS = "```sh";
    private static final String ENDS = "```";
    private static final Pattern SET = Pattern.compile("([A-Z_]+)=(.*)");

    private final List<String> blocks;
    private final String prelude;
    private final Map<String, String> variables = new TreeMap<>();
    private int next;

    private Runbook(List<String> blocks, String prelude) {
        this.blocks = blocks;
        this.prelude = prelude;
    }

    /**
     * The runbook under a heading.
     *
     * @param system that the variables OPTIONS and CONNECTION are of
     */
    static Runbook of(String heading, FlinkProcesses flink, WrappedSystem system)
            throws IOException {
        return of(OPERATIONS, heading, flink, system);
    }

    /** The commands under a heading of a page. */
    static Runbook of(String page, String heading, FlinkProcesses flink, WrappedSystem system)
            throws IOException {
        Runbook runbook = new Runbook(blocks(page, heading), flink.shellFunction());
        Map<String, String> options = new TreeMap<>(system.options().toMap());
        runbook.set("OPTIONS", joined(options, "--%s %s"));
        // What stands in for a model writes stories and answers nothing else, so doctor asks
        // nobody.
        options.keySet().removeIf(key -> key.startsWith("story."));
        runbook.set("CONNECTION", joined(options, "-D%s=%s"));
        runbook.set("SAVEPOINTS", flink.savepoints());
        return runbook;
    }

    /** The headings of all runbooks. */
    static List<String> headings() throws IOException {
        return Files.readAllLines(HOME.resolve(OPERATIONS)).stream()
                .filter(line -> line.startsWith("## "))
                .map(line -> line.substring(3))
                .toList();
    }

    /** Sizes and durations are written without a space. */
    private static String joined(Map<String, String> options, String format) {
        return options.entrySet().stream()
                .map(
                        option ->
                                format.formatted(
                                        option.getKey(), option.getValue().replace(" ", "")))
                .collect(Collectors.joining(" "));
    }

    /** Sets what the reader of the runbook is to know. */
    void set(String variable, String value) {
        variables.put(variable, value);
    }

    /** What a variable is now. */
    String get(String variable) {
        return variables.get(variable);
    }

    /** Whether there is a block left. */
    boolean hasNext() {
        return next < blocks.size();
    }

    /** Runs the next block and gives what it printed, both streams. */
    String runNext() throws IOException, InterruptedException {
        String block = blocks.get(next++);
        Path after = Files.createTempFile("runbook", ".variables");
        StringBuilder script = new StringBuilder("set -euo pipefail\n");
        script.append(prelude).append('\n');
        variables.forEach(
                (name, value) ->
                        script.append(name)
                                .append("='")
                                .append(value.replace("'", "'\\''"))
                                .append("'\n"));
        script.append(block).append('\n');
        script.append("{ set -o posix; set; } > '").append(after).append("'\n");
        Process process =
                new ProcessBuilder("bash", "-c", script.toString())
                        .directory(HOME.toFile())
                        .redirectErrorStream(true)
                        .start();
        String printed =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError("failed:\n" + block + "\n" + printed);
        }
        for (String line : Files.readAllLines(after)) {
            Matcher set = SET.matcher(line);
            // Of what the block itself set, plain values are enough.
            if (set.matches()
                    && block.lines().anyMatch(each -> each.startsWith(set.group(1) + "="))) {
                variables.put(set.group(1), set.group(2).replaceAll("^'|'$", ""));
            }
        }
        Files.delete(after);
        return printed;
    }

    private static List<String> blocks(String page, String heading) throws IOException {
        List<String> blocks = new ArrayList<>();
        StringBuilder block = null;
        boolean found = false;
        for (String line : Files.readAllLines(HOME.resolve(page))) {
            if (block == null && line.startsWith("## ")) {
                found = line.equals("## " + heading);
            } else if (found && block == null && line.equals(BEGINS)) {
                block = new StringBuilder();
            } else if (block != null && line.equals(ENDS)) {
                blocks.add(block.toString());
                block = null;
            } else if (block != null) {
                block.append(line).append('\n');
            }
        }
        if (blocks.isEmpty()) {
            throw new IllegalArgumentException("no commands under \"" + heading + "\" of " + page);
        }
        return blocks;
    }
}
