package io.wrapped.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** An image in a file, as {@code docker save} writes it. */
final class ImageFile {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MODE_BITS = 0xFFF;

    private final Map<String, byte[]> files = new HashMap<>();

    private ImageFile() {}

    static ImageFile read(Path file) throws IOException {
        ImageFile image = new ImageFile();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(Files.newInputStream(file))) {
            for (TarArchiveEntry each = tar.getNextEntry();
                    each != null;
                    each = tar.getNextEntry()) {
                image.files.put(each.getName(), tar.readAllBytes());
            }
        }
        return image;
    }

    /** How it is started, and what it says of itself. */
    JsonNode configuration() throws IOException {
        return described().path("config");
    }

    /** Digests of its layers, from the lowest one. */
    JsonNode layers() throws IOException {
        return described().at("/rootfs/diff_ids");
    }

    /** Files and folders of its layers above those of its base, by their path. */
    TreeMap<String, Entry> above(ImageFile base) throws IOException {
        TreeMap<String, Entry> entries = new TreeMap<>();
        JsonNode layers = manifest().path("Layers");
        for (int layer = base.layers().size(); layer < layers.size(); layer++) {
            try (TarArchiveInputStream tar = layer(layers.path(layer).asText())) {
                for (TarArchiveEntry each = tar.getNextEntry();
                        each != null;
                        each = tar.getNextEntry()) {
                    entries.put("/" + each.getName(), Entry.of(each, tar.readAllBytes()));
                }
            }
        }
        return entries;
    }

    private TarArchiveInputStream layer(String name) throws IOException {
        InputStream bytes = new BufferedInputStream(new ByteArrayInputStream(files.get(name)));
        return new TarArchiveInputStream(name.endsWith(".gz") ? new GZIPInputStream(bytes) : bytes);
    }

    private JsonNode described() throws IOException {
        return JSON.readTree(files.get(manifest().path("Config").asText()));
    }

    private JsonNode manifest() throws IOException {
        return JSON.readTree(files.get("manifest.json")).path(0);
    }

    static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /**
     * A file or folder of an image.
     *
     * @param mode in octal digits, as {@code chmod} takes them
     * @param owner number of the user, a slash, number of the group
     * @param sha256 of the content, which may be large
     */
    record Entry(String mode, String owner, String sha256) {
        /** A file of root that everybody may read. */
        static Entry readable(byte[] content) {
            return new Entry("644", "0/0", ImageFile.sha256(content));
        }

        private static Entry of(TarArchiveEntry entry, byte[] content) {
            return new Entry(
                    Integer.toOctalString(entry.getMode() & MODE_BITS),
                    entry.getLongUserId() + "/" + entry.getLongGroupId(),
                    ImageFile.sha256(content));
        }
    }
}
