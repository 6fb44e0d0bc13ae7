package io.wrapped.jobs.cli;

import io.wrapped.operators.story.StoryOptions;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Which model writes the stories; by default the offline writer that stands in for one. */
final class ModelOptions {
    @Option(
            names = "--model-url",
            paramLabel = "URL",
            description =
                    "An OpenAI-compatible model, such as http://localhost:8000; its key is read"
                            + " from WRAPPED_MODEL_API_KEY. Default: the offline story writer.")
    @Nullable String url;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "Name of the model at --model-url.")
    @Nullable String name;

    @Option(
            names = "-D",
            paramLabel = "KEY=VALUE",
            description = "Any option of the jobs, such as -Dwrapped.review-interval=5s.")
    Map<String, String> properties = new LinkedHashMap<>();

    /**
     * Checks that a model has both an address and a name, or neither.
     *
     * @throws ParameterException saying which is missing
     */
    void check(CommandLine command) {
        Configuration options = options();
        boolean hasUrl = options.contains(StoryOptions.BASE_URL);
        boolean hasName = options.contains(StoryOptions.MODEL);
        if (hasUrl && !hasName) {
            throw new ParameterException(command, "--model-url needs --model, the model's name");
        }
        if (hasName && !hasUrl) {
            throw new ParameterException(command, "--model needs --model-url, where it is served");
        }
    }

    Configuration options() {
        Configuration options = Configuration.fromMap(properties);
        if (url != null) {
            options.set(StoryOptions.BASE_URL, url);
        }
        if (name != null) {
            options.set(StoryOptions.MODEL, name);
        }
        return options;
    }
}
