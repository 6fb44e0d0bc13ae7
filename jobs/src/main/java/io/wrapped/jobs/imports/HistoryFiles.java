package io.wrapped.jobs.imports;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Finds the files of a history in what a person names: a file, a zip or a folder as the service
 * sends it, or {@code -} for standard input. Files of a zip or folder come in order of their names.
 */
final class HistoryFiles {
    private static final byte[] ZIP_MAGIC = {'P', 'K', 3, 4};

    /** Reads one file; what it throws ends the walk. */
    @FunctionalInterface
    interface FileReader {
        void read(String name, InputStream content) throws IOException;
    }

    private final HistoryFormat format;
    private final InputStream standardInput;
    private final FileReader reader;

    HistoryFiles(HistoryFormat format, InputStream standardInput, FileReader reader) {
        this.format = format;
        this.standardInput = standardInput;
        this.reader = reader;
    }

    void read(String argument) throws ImportFailedException {
        try {
            if (argument.equals("-")) {
                reader.read("standard input", standardInput);
            } else if (Files.isDirectory(Path.of(argument))) {
                readFolder(Path.of(argument));
            } else {
                readFile(Path.of(argument));
            }
        } catch (ImportFailedException e) {
            throw e;
        } catch (NoSuchFileException e) {
            throw new ImportFailedException(e.getFile(), "no such file or folder", e);
        } catch (AccessDeniedException e) {
            throw new ImportFailedException(e.getFile(), "may not be read", e);
        } catch (IOException e) {
            throw new ImportFailedException(argument, "cannot be read: " + e.getMessage(), e);
        }
    }

    private void readFile(Path path) throws IOException {
        try (InputStream content = new BufferedInputStream(Files.newInputStream(path))) {
            content.mark(ZIP_MAGIC.length);
            boolean zip = Arrays.equals(content.readNBytes(ZIP_MAGIC.length), ZIP_MAGIC);
            content.reset();
            if (!zip) {
                reader.read(path.toString(), content);
                return;
            }
        }
        readZip(path);
    }

    private void readFolder(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files =
                    walk.filter(file -> isHistory(file.getFileName().toString()))
                            .filter(Files::isRegularFile)
                            .sorted(Comparator.comparing(file -> nameIn(folder, file)))
                            .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        if (files.isEmpty()) {
            throw nothingIn("folder", folder);
        }
        for (Path file : files) {
            try (InputStream content = Files.newInputStream(file)) {
                reader.read(file.toString(), content);
            }
        }
    }

    private void readZip(Path path) throws IOException {
        // Entry names only choose and order files. Latin 1 reads any bytes, so a zip whose folder
        // was named in some national character set opens too.
        try (ZipFile zip = new ZipFile(path.toFile(), StandardCharsets.ISO_8859_1)) {
            List<? extends ZipEntry> entries =
                    zip.stream()
                            .filter(entry -> !entry.isDirectory())
                            .filter(entry -> isHistory(lastName(entry.getName())))
                            .sorted(Comparator.comparing(ZipEntry::getName))
                            .toList();
            if (entries.isEmpty()) {
                throw nothingIn("zip", path);
            }
            for (ZipEntry entry : entries) {
                try (InputStream content = zip.getInputStream(entry)) {
                    reader.read(path + "!" + entry.getName(), content);
                }
            }
        } catch (ZipException e) {
            throw new ImportFailedException(
                    path.toString(), "the zip is broken or cut off: " + e.getMessage(), e);
        }
    }

    /** macOS adds a file of attributes, with the same name after two characters, to its zips. */
    private boolean isHistory(String fileName) {
        return !fileName.startsWith("._") && format.isHistoryFile(fileName);
    }

    private ImportFailedException nothingIn(String container, Path path) {
        return new ImportFailedException(
                path.toString(),
                "the %s holds no %s history, whose files are named %s"
                        .formatted(container, format.optionName(), format.fileNames()));
    }

    private static String nameIn(Path folder, Path file) {
        return folder.relativize(file).toString().replace('\\', '/');
    }

    private static String lastName(String entryName) {
        return entryName.substring(entryName.lastIndexOf('/') + 1);
    }
}
