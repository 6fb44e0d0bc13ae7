package io.wrapped.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystemFactory;
import org.apache.flink.core.fs.UnsupportedFileSystemSchemeException;
import org.apache.flink.core.fs.local.LocalFileSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSystemPluginsTest {
    @TempDir Path folder;

    /** What a plugin holds. */
    public static final class Factory implements FileSystemFactory {
        @Override
        public String getScheme() {
            return "plugged";
        }

        @Override
        public FileSystem create(URI uri) {
            return new LocalFileSystem();
        }
    }

    @AfterEach
    void forget() {
        FileSystem.initialize(new Configuration(), null);
    }

    private Path plugins() {
        return folder.resolve("plugins");
    }

    private void plugIn() throws IOException {
        String name = Factory.class.getName();
        String resource = name.replace('.', '/') + ".class";
        Path jar = Files.createDirectories(plugins().resolve("plugged")).resolve("plugged.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                InputStream code =
                        Objects.requireNonNull(
                                Factory.class.getClassLoader().getResourceAsStream(resource))) {
            out.putNextEntry(new JarEntry(resource));
            code.transferTo(out);
            out.putNextEntry(
                    new JarEntry("META-INF/services/" + FileSystemFactory.class.getName()));
            out.write(name.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void aPluginsFileSystemIsKnownOnceItsFolderIsNamed() throws Exception {
        plugIn();
        URI somewhere = URI.create("plugged:///somewhere");

        FileSystemPlugins.load(Map.of());
        assertThatThrownBy(() -> FileSystem.get(somewhere))
                .isInstanceOf(UnsupportedFileSystemSchemeException.class);
        FileSystemPlugins.load(Map.of("FLINK_PLUGINS_DIR", plugins().toString()));

        assertThat(FileSystem.get(somewhere)).isNotNull();
    }

    @Test
    void theClustersSettingsAreTaken() throws Exception {
        plugIn();
        Path settings = Files.createDirectories(folder.resolve("conf"));
        Files.writeString(settings.resolve("config.yaml"), "fs.default-scheme: plugged:///\n");

        FileSystemPlugins.load(
                Map.of(
                        "FLINK_PLUGINS_DIR",
                        plugins().toString(),
                        "FLINK_CONF_DIR",
                        settings.toString()));

        assertThat(FileSystem.getDefaultFsUri()).hasScheme("plugged");
    }

    @Test
    void aFolderThatIsNotThereIsNamed() {
        String nowhere = folder.resolve("nowhere").toString();

        assertThatThrownBy(() -> FileSystemPlugins.load(Map.of("FLINK_PLUGINS_DIR", nowhere)))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("FLINK_PLUGINS_DIR=" + nowhere);
    }
}
