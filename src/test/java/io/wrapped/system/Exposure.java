package io.wrapped.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** What others come to see of a system that runs, and which of it holds some words. */
final class Exposure {
    private static final List<String> OF_CLUSTER =
            List.of(
                    "/config",
                    "/jobmanager/config",
                    "/jobmanager/environment",
                    "/jobmanager/log",
                    "/jobmanager/logs");
    private static final List<String> OF_JOB =
            List.of(
                    "",
                    "/config",
                    "/plan",
                    "/exceptions",
                    "/checkpoints",
                    "/checkpoints/config",
                    "/jobmanager/config",
                    "/jobmanager/environment");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, String> texts = new TreeMap<>();
    private final List<Path> folders = new ArrayList<>();

    /** A text that somebody is shown. */
    Exposure text(String place, String text) {
        texts.put(place, text);
        return this;
    }

    /** All files below a folder, as they are when words are looked for. */
    Exposure files(Path folder) {
        folders.add(folder);
        return this;
    }

    /** The command lines of all processes of this machine, as {@code ps} shows them. */
    Exposure processes() throws IOException {
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            for (Path process : processes.toList()) {
                if (process.getFileName().toString().matches("[0-9]+")) {
                    text("process " + process.getFileName(), commandLine(process));
                }
            }
        }
        return this;
    }

    private static String commandLine(Path process) {
        try {
            return Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1)
                    .replace('\0', ' ');
        } catch (IOException e) {
            // It has ended.
            return "";
        }
    }

    /** What Flink's interface tells of the cluster, its processes and its jobs. */
    Exposure flink(String address) {
        for (String path : OF_CLUSTER) {
            get(address, path);
        }
        for (JsonNode manager : Json.read(get(address, "/taskmanagers")).path("taskmanagers")) {
            String path = "/taskmanagers/" + manager.path("id").asText();
            get(address, path);
            get(address, path + "/log");
        }
        for (JsonNode job : Json.read(get(address, "/jobs/overview")).path("jobs")) {
            for (String path : OF_JOB) {
                get(address, "/jobs/" + job.path("jid").asText() + path);
            }
        }
        return this;
    }

    /** Asks again while the JobManager is about to be elected. */
    private String get(String address, String path) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://" + address + path)).build();
        String told =
                Awaitility.await(path)
                        .ignoreExceptions()
                        .until(
                                () -> http.send(request, HttpResponse.BodyHandlers.ofString()),
                                response -> response.statusCode() == 200)
                        .body();
        text("Flink's interface, " + path, told);
        return told;
    }

    /** The places that hold any of these words. */
    List<String> holding(String... words) throws IOException {
        List<String> places = new ArrayList<>();
        texts.forEach(
                (place, text) -> {
                    if (holds(text, words)) {
                        places.add(place);
                    }
                });
        for (Path folder : folders) {
            Files.walkFileTree(folder, search(words, places));
        }
        return places;
    }

    private static SimpleFileVisitor<Path> search(String[] words, List<String> places) {
        return new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                    throws IOException {
                if (attributes.isRegularFile() && holds(read(file), words)) {
                    places.add(file.toString());
                }
                return FileVisitResult.CONTINUE;
            }

            /** A checkpoint that another one took the place of. */
            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure)
                    throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        };
    }

    private static String read(Path file) throws IOException {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            return "";
        }
    }

    private static boolean holds(String text, String... words) {
        return Stream.of(words).anyMatch(text::contains);
    }
}
