package io.wrapped.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Builds images without a daemon and without pulling, in a folder of its own. Its chroot runs the
 * commands of a Dockerfile without a container around them.
 */
final class Buildah {
    static final String HOW_TO_GET = "apt-get install buildah busybox-static";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path program;
    private final Path folder;

    Buildah(Path program, Path folder) {
        this.program = program;
        this.folder = folder;
    }

    /** Builds an image of the Dockerfile that stands at this place in the context's folder. */
    Program.Ended build(String tag, Path context, String dockerfile, String... arguments)
            throws Exception {
        List<String> more = new ArrayList<>(List.of("--isolation", "chroot", "--pull-never"));
        more.addAll(List.of("--file", context.resolve(dockerfile).toString(), "--tag", tag));
        more.addAll(List.of(arguments));
        more.add(context.toString());
        return run("build", more.toArray(String[]::new));
    }

    /** What an image is, for those who start it. */
    JsonNode configuration(String tag) throws Exception {
        Path image = export(tag);
        String digest = manifest(image).at("/config/digest").asText();
        return JSON.readTree(Files.readString(blob(image, digest))).path("config");
    }

    /** Files of the topmost layer by their path: all that the last Dockerfile added or changed. */
    TreeMap<String, Entry> topLayer(String tag) throws Exception {
        Path image = export(tag);
        JsonNode layers = manifest(image).path("layers");
        String layer =
                blob(image, layers.path(layers.size() - 1).path("digest").asText()).toString();
        TreeMap<String, Entry> entries = new TreeMap<>();
        String listed = Program.run(folder, "tar", "--numeric-owner", "-tvzf", layer).orFail();
        for (String line : listed.lines().toList()) {
            // Mode, owner/group, size, date, time, path.
            String[] columns = line.split(" +", 6);
            String text = "";
            if (columns[0].startsWith("-")) {
                text = Program.run(folder, "tar", "-xOzf", layer, columns[5]).orFail();
            }
            entries.put("/" + columns[5], new Entry(columns[0], columns[1], text));
        }
        return entries;
    }

    private Path export(String tag) throws Exception {
        Path image = folder.resolve("exported-" + tag.replaceAll("\\W", "-"));
        if (!Files.exists(image)) {
            run("push", tag, "dir:" + image).orFail();
        }
        return image;
    }

    private static JsonNode manifest(Path image) throws IOException {
        return JSON.readTree(Files.readString(image.resolve("manifest.json")));
    }

    private static Path blob(Path image, String digest) {
        return image.resolve(digest.substring("sha256:".length()));
    }

    private Program.Ended run(String command, String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of(program.toString(), "--storage-driver", "vfs"));
        all.addAll(List.of("--root", folder.resolve("storage").toString()));
        all.addAll(List.of("--runroot", folder.resolve("run").toString(), command));
        all.addAll(List.of(arguments));
        return Program.run(folder, all.toArray(String[]::new));
    }

    /**
     * A file or folder of an image.
     *
     * @param mode as {@code ls -l} shows it
     * @param owner number of the user, a slash, number of the group
     */
    record Entry(String mode, String owner, String text) {}
}
