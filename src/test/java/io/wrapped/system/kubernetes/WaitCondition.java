package io.wrapped.system.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code kubectl wait} is told to wait for.
 *
 * @param pointer to a value of the object, as JSON has it
 * @param value that it has then
 */
public record WaitCondition(String pointer, String value) {
    private static final Pattern IN_TEXT =
            Pattern.compile(
                    "wait flinkdeployment .*?--for=jsonpath='\\{([.\\w]+)}'=(\\w+)",
                    Pattern.DOTALL);

    /** The one that a page tells its reader. */
    public static WaitCondition of(Path page) throws IOException {
        Matcher told = IN_TEXT.matcher(Files.readString(page));
        if (!told.find()) {
            throw new AssertionError(page + " does not say how to wait for a FlinkDeployment");
        }
        return new WaitCondition(told.group(1).replace('.', '/'), told.group(2));
    }

    /** Whether it holds of an object. */
    public boolean holds(JsonNode object) {
        return object.at(pointer).asText().equals(value);
    }
}
