package io.wrapped.helm;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.InstallCommand;
import com.marcnuri.helm.Release;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A line of a page that installs or upgrades a release, run as an installation that reaches no
 * cluster. What an upgrade keeps by {@code --reuse-values} is taken to be {@code production.yaml}.
 *
 * @param chart its folder, from the project's
 * @param files the files of values, as the reader has them
 */
record HelmLine(
        String release,
        String chart,
        String namespace,
        List<String> files,
        Map<String, String> set,
        int timeoutMinutes) {
    static final Path PROJECT = Path.of("..");

    /** Of Helm itself, where a line says nothing. */
    private static final int TIMEOUT_MINUTES = 5;

    private static final Pattern LINE =
            Pattern.compile("helm (-n \\S+ )?(upgrade|install) [^`\\n#]*?helm/wrapped[^`\\n#]*");

    /** All lines of a page. */
    static Stream<HelmLine> of(Path page) throws IOException {
        return LINE.matcher(Files.readString(page))
                .results()
                .map(line -> HelmLine.of(line.group()));
    }

    static HelmLine of(String line) {
        Deque<String> words = new ArrayDeque<>(List.of(line.strip().split("\\s+")));
        List<String> plain = new ArrayList<>();
        List<String> files = new ArrayList<>();
        Map<String, String> set = new LinkedHashMap<>();
        String namespace = "";
        int timeout = TIMEOUT_MINUTES;
        while (!words.isEmpty()) {
            String word = words.pop();
            switch (word) {
                case "-n", "--namespace" -> namespace = words.pop();
                case "-f" -> files.add(words.pop());
                case "--timeout" -> timeout = Integer.parseInt(words.pop().replace("m", ""));
                case "--set" -> {
                    for (String value : words.pop().split(",")) {
                        String[] parts = value.split("=", 2);
                        set.put(parts[0], parts[1]);
                    }
                }
                case "helm", "install", "upgrade", "--install" -> {}
                case "--create-namespace", "--reuse-values" -> {}
                default -> plain.add(word);
            }
        }
        if (plain.size() != 2) {
            throw new IllegalArgumentException(line + ": release and chart are not " + plain);
        }
        return new HelmLine(plain.get(0), plain.get(1), namespace, files, set, timeout);
    }

    /** Of these files, the chart's own examples are in the project under their whole path. */
    List<Path> paths() {
        if (files.isEmpty()) {
            return List.of(Path.of("values/production.yaml"));
        }
        return files.stream()
                .map(
                        file ->
                                file.equals("production.yaml")
                                        ? Path.of("values/production.yaml")
                                        : PROJECT.resolve(file))
                .toList();
    }

    Release run() {
        InstallCommand command =
                new Helm(PROJECT.resolve(chart))
                        .install()
                        .withName(release)
                        .withNamespace(namespace)
                        .withKubeVersion("1.31.0")
                        .clientOnly()
                        .dryRun();
        paths().forEach(command::withValuesFile);
        set.forEach((key, value) -> command.set(key, value.equals("N") ? "1" : value));
        return command.call();
    }
}
