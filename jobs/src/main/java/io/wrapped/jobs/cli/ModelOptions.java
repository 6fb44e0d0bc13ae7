package io.wrapped.jobs.cli;

import io.wrapped.operators.story.StoryOptions;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which model writes the stories; by default the offline writer that stands in for one. */
final class ModelOptions {
    @Option(
            names = "--model-url",
            paramLabel = "URL",
            description =
                    "An OpenAI-compatible model, such as http://localhost:8000; its key is read"
                            + " from WRAPPED_MODEL_API_KEY. Default: the offline story writer.")
    @Nullable String url;

    @Option(names = "--model", paramLabel = "NAME", description = "Name of the model.")
    @Nullable String name;

    @Option(
            names = "-D",
            paramLabel = "KEY=VALUE",
            description = "Any option of the jobs, such as -Dwrapped.review-interval=5s.")
    Map<String, String> properties = new LinkedHashMap<>();

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
