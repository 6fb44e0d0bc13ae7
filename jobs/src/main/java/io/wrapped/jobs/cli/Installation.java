package io.wrapped.jobs.cli;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the project's built files are. */
public record Installation(Path home) {

    /** The folder that the launcher names. */
    public static Installation find() throws CommandException {
        String home = System.getProperty("wrapped.home");
        if (home == null) {
            throw new CommandException(
                    "the system property wrapped.home is not set: start the command by ./wrapped");
        }
        Installation installation = new Installation(Path.of(home).toAbsolutePath());
        if (!Files.isDirectory(installation.home.resolve("local/target/lib"))) {
            throw new CommandException(
                    home + " is not built: ./mvnw -DskipTests package, or start ./wrapped");
        }
        return installation;
    }

    /** The class path of the embedded servers. */
    String serverClassPath() {
        Path target = home.resolve("local/target");
        return target.resolve("classes") + File.pathSeparator + target.resolve("lib") + "/*";
    }
}
