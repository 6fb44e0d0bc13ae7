package io.wrapped.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A copy of the chart in a folder of its own, which a test may change, rendered by Helm itself.
 *
 * <p>Helm's library leaves hooks out of what it renders, so in the copy they are none, and what is
 * rendered calls them hooks again.
 */
final class Chart {
    static final Path FOLDER = Path.of("wrapped");
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final String HOOK = "helm.sh/hook";
    private static final String NO_HOOK = "no.helm.sh/hook";

    private final Path folder;

    private Chart(Path folder) {
        this.folder = folder;
    }

    static Chart copy(Path into) throws IOException {
        Path folder = into.resolve("wrapped");
        try (Stream<Path> files = Files.walk(FOLDER)) {
            for (Path file : files.toList()) {
                Path to = folder.resolve(FOLDER.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(to);
                } else if (file.startsWith(FOLDER.resolve("templates"))) {
                    Files.writeString(to, Files.readString(file).replace(HOOK, NO_HOOK));
                } else {
                    Files.copy(file, to, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        return new Chart(folder);
    }

    /** Replaces text in one of its files, which must have it. */
    Chart with(String file, String text, String replacement) throws IOException {
        Path path = folder.resolve(file);
        String before = Files.readString(path);
        if (!before.contains(text)) {
            throw new IllegalArgumentException(file + " does not have " + text);
        }
        Files.writeString(path, before.replace(text, replacement));
        return this;
    }

    /** Renders a scenario as release {@code wrapped} in namespace {@code music}. */
    String render(Scenario scenario, Map<String, ?> values) {
        return render("wrapped", scenario.files(), values);
    }

    String render(String release, List<Path> files, Map<String, ?> values) {
        TemplateCommand command =
                new Helm(folder)
                        .template()
                        .withName(release)
                        .withNamespace("music")
                        .withKubeVersion("1.31.0");
        files.forEach(command::withValuesFile);
        values.forEach(command::set);
        return command.call().replace(NO_HOOK, HOOK);
    }

    List<ObjectNode> objects(Scenario scenario) {
        return objects(render(scenario, Map.of()));
    }

    List<ObjectNode> objects(Scenario scenario, Map<String, ?> values) {
        return objects(render(scenario, values));
    }

    /** The Kubernetes objects of a render. */
    static List<ObjectNode> objects(String rendered) {
        List<ObjectNode> objects = new ArrayList<>();
        try (MappingIterator<JsonNode> documents =
                YAML.readerFor(JsonNode.class).readValues(rendered)) {
            while (documents.hasNext()) {
                if (documents.next() instanceof ObjectNode object) {
                    objects.add(object);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return objects;
    }

    static List<ObjectNode> ofKind(String kind, List<ObjectNode> objects) {
        return objects.stream()
                .filter(object -> kind.equals(object.path("kind").asText()))
                .toList();
    }
}
