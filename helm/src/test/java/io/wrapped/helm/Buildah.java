package io.wrapped.helm;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds images without a daemon and without pulling, in a folder of its own. Its chroot runs the
 * commands of a Dockerfile without a container around them.
 */
final class Buildah {
    static final String HOW_TO_GET = "apt-get install buildah busybox-static";

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

    /** The image of that tag. */
    ImageFile image(String tag) throws Exception {
        Path file = folder.resolve(tag.replaceAll("\\W", "-") + ".tar");
        run("push", tag, "docker-archive:" + file + ":" + tag).orFail();
        return ImageFile.read(file);
    }

    private Program.Ended run(String command, String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of(program.toString(), "--storage-driver", "vfs"));
        all.addAll(List.of("--root", folder.resolve("storage").toString()));
        all.addAll(List.of("--runroot", folder.resolve("run").toString(), command));
        all.addAll(List.of(arguments));
        return Program.run(folder, all.toArray(String[]::new));
    }
}
