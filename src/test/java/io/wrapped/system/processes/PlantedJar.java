package io.wrapped.system.processes;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A copy of the jar with one mistake in it. */
public final class PlantedJar {
    private PlantedJar() {}

    /**
     * Makes the copy.
     *
     * @param source of the class, from the project's folder
     * @param right what stands there once, to be replaced
     * @param wrong what is put there
     */
    public static Path of(
            Path home, Path jar, Path folder, String source, String right, String wrong)
            throws IOException {
        String text = Files.readString(home.resolve(source));
        if (text.indexOf(right) < 0 || text.indexOf(right) != text.lastIndexOf(right)) {
            throw new IllegalArgumentException(source + " does not hold once: " + right);
        }
        String inPackage = source.substring(source.indexOf("src/main/java/") + 14);
        Path mistaken = folder.resolve("source").resolve(inPackage);
        Files.createDirectories(mistaken.getParent());
        Files.writeString(mistaken, text.replace(right, wrong));
        Path classes = Files.createDirectories(folder.resolve("classes"));
        compile(home, mistaken, classes);
        Path copy = folder.resolve("wrapped.jar");
        Files.copy(jar, copy, StandardCopyOption.REPLACE_EXISTING);
        replace(classes, copy);
        return copy;
    }

    private static void compile(Path home, Path source, Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> jars = Files.list(home.resolve("jobs/target/lib"))) {
            String classPath =
                    String.join(
                            File.pathSeparator,
                            (Iterable<String>) jars.map(Path::toString)::iterator);
            List<String> options =
                    List.of("-proc:none", "-nowarn", "-cp", classPath, "-d", classes.toString());
            if (!compiler.getTask(
                            null, files, null, options, null, files.getJavaFileObjects(source))
                    .call()) {
                throw new IOException("the mistake does not compile: " + source);
            }
        }
    }

    private static void replace(Path classes, Path jar) throws IOException {
        try (FileSystem inside = FileSystems.newFileSystem(jar);
                Stream<Path> made = Files.walk(classes)) {
            for (Path file : made.filter(Files::isRegularFile).toList()) {
                Files.copy(
                        file,
                        inside.getPath(classes.relativize(file).toString()),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
