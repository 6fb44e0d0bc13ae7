package io.wrapped.helm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Programs of this machine that tests use where they are there. */
final class Program {
    private static final long SECONDS = 120;

    private Program() {}

    /** Skips the test where a program is not there, with what brings it. */
    static Path orSkip(String name, String howToGet) {
        Optional<Path> found = find(name);
        assumeTrue(found.isPresent(), name + " is not here, and is had by: " + howToGet);
        return found.get();
    }

    private static Optional<Path> find(String name) {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Runs a program in a folder to its end. */
    static Ended run(Path folder, String... command) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException(String.join(" ", command) + " does not end: " + said);
        }
        return new Ended(process.exitValue(), said);
    }

    /** How a program ended, and all that it said. */
    record Ended(int code, String said) {
        /** What it said, if it did what it was told. */
        String orFail() throws IOException {
            if (code != 0) {
                throw new IOException("ended with " + code + ": " + said);
            }
            return said;
        }
    }
}
