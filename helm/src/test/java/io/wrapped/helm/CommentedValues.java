package io.wrapped.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@code values.yaml} with its comments. One that begins with {@code # --} describes the value
 * that follows it, with all that is below it.
 */
final class CommentedValues {
    private static final Pattern KEY = Pattern.compile("( *)([A-Za-z0-9_.-]+):.*");
    private static final int LONGEST_DEFAULT = 60;

    private final JsonNode values;
    private final Map<String, String> comments = new LinkedHashMap<>();

    private CommentedValues(List<String> lines) throws IOException {
        values = new YAMLMapper().readTree(String.join("\n", lines));
        Deque<String> path = new ArrayDeque<>();
        StringBuilder comment = new StringBuilder();
        for (String line : lines) {
            String text = line.strip();
            Matcher key = KEY.matcher(line);
            if (text.startsWith("# -- ")) {
                comment.setLength(0);
                comment.append(text.substring("# -- ".length()));
            } else if (text.startsWith("# ") && !comment.isEmpty()) {
                comment.append(' ').append(text.substring("# ".length()));
            } else if (key.matches()) {
                while (path.size() > key.group(1).length() / 2) {
                    path.removeLast();
                }
                path.addLast("/" + key.group(2));
                if (!comment.isEmpty()) {
                    comments.put(String.join("", path), comment.toString());
                }
                comment.setLength(0);
            } else {
                comment.setLength(0);
            }
        }
    }

    static CommentedValues read(Path file) {
        try {
            return of(Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static CommentedValues of(List<String> lines) {
        try {
            return new CommentedValues(lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A Markdown table of the described values. */
    String table() {
        StringBuilder table =
                new StringBuilder("\n| value | default | what it is |\n|---|---|---|\n");
        comments.forEach(
                (path, comment) ->
                        table.append(
                                "| `%s` | %s | %s |\n"
                                        .formatted(dotted(path), shown(path), comment)));
        return table.append('\n').toString();
    }

    /** Values that neither have a description nor are below one that has. */
    List<String> uncommented() {
        List<String> found = new ArrayList<>();
        collect("", values, found);
        return found;
    }

    private void collect(String path, JsonNode value, List<String> found) {
        if (comments.containsKey(path)) {
            return;
        }
        if (value.isObject() && !value.isEmpty()) {
            value.properties()
                    .forEach(each -> collect(path + "/" + each.getKey(), each.getValue(), found));
        } else {
            found.add(dotted(path));
        }
    }

    private String shown(String path) {
        String value = values.at(path).toString();
        return value.length() > LONGEST_DEFAULT ? "see values.yaml" : "`" + value + "`";
    }

    private static String dotted(String path) {
        return path.substring(1).replace('/', '.');
    }
}
