package io.wrapped.bench.measure;

import java.net.URI;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystemFactory;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.local.LocalFileSystem;

/**
 * The local file system without deleting, under the scheme {@code kept}: a job that ends takes its
 * last checkpoint with it, and here it can be looked at afterwards.
 */
public final class KeptFileSystem extends LocalFileSystem {
    private static final String SCHEME = "kept";
    private static final URI ROOT = URI.create(SCHEME + ":///");

    /** Makes it for Flink. */
    public static final class Factory implements FileSystemFactory {
        @Override
        public String getScheme() {
            return SCHEME;
        }

        @Override
        public FileSystem create(URI uri) {
            return new KeptFileSystem();
        }
    }

    /** The address of a local folder in this file system. */
    static String uri(java.nio.file.Path folder) {
        return SCHEME + "://" + folder.toAbsolutePath();
    }

    @Override
    public URI getUri() {
        return ROOT;
    }

    @Override
    public boolean delete(Path file, boolean recursive) {
        return true;
    }
}
