package io.wrapped.operators.story;

import java.io.Serializable;
import java.time.Duration;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ReadableConfig;

/**
 * The values of {@link StoryOptions}, checked.
 *
 * @param apiKeyEnvironment name of the environment variable that holds the key
 * @param rate calls a second of all subtasks; 0: without limit
 * @param maxAttempts 0: without end
 * @param promptTokenPrice of a million; 0: not known
 * @param completionTokenPrice of a million; 0: not known
 */
public record StorySettings(
        String baseUrl,
        String model,
        String apiKeyEnvironment,
        Duration requestTimeout,
        int concurrency,
        double rate,
        int maxAttempts,
        Duration backoffMin,
        Duration backoffMax,
        int maxTokens,
        double temperature,
        String language,
        double promptTokenPrice,
        double completionTokenPrice)
        implements Serializable {

    public StorySettings {
        require(!model.isBlank(), StoryOptions.MODEL, model, "a model's name");
        require(concurrency > 0, StoryOptions.CONCURRENCY, concurrency, "at least 1");
        require(rate >= 0 && Double.isFinite(rate), StoryOptions.RATE, rate, "0 or more");
        require(maxAttempts >= 0, StoryOptions.MAX_ATTEMPTS, maxAttempts, "0 or more");
        require(maxTokens > 0, StoryOptions.MAX_TOKENS, maxTokens, "at least 1");
        require(isPositive(requestTimeout), StoryOptions.REQUEST_TIMEOUT, requestTimeout, "> 0");
        require(isPositive(backoffMin), StoryOptions.BACKOFF_MIN, backoffMin, "> 0");
        require(
                backoffMax.compareTo(backoffMin) >= 0,
                StoryOptions.BACKOFF_MAX,
                backoffMax,
                "at least " + StoryOptions.BACKOFF_MIN.key());
        require(
                temperature >= 0 && temperature <= 2,
                StoryOptions.TEMPERATURE,
                temperature,
                "from 0 to 2");
        require(!language.isBlank(), StoryOptions.LANGUAGE, language, "a BCP 47 language");
        requirePrice(StoryOptions.PROMPT_TOKEN_PRICE, promptTokenPrice);
        requirePrice(StoryOptions.COMPLETION_TOKEN_PRICE, completionTokenPrice);
    }

    /** Reads the options; one that is missing or out of bounds is named. */
    public static StorySettings of(ReadableConfig config) {
        return new StorySettings(
                required(config, StoryOptions.BASE_URL),
                required(config, StoryOptions.MODEL),
                config.get(StoryOptions.API_KEY_ENV),
                config.get(StoryOptions.REQUEST_TIMEOUT),
                config.get(StoryOptions.CONCURRENCY),
                config.get(StoryOptions.RATE),
                config.get(StoryOptions.MAX_ATTEMPTS),
                config.get(StoryOptions.BACKOFF_MIN),
                config.get(StoryOptions.BACKOFF_MAX),
                config.get(StoryOptions.MAX_TOKENS),
                config.get(StoryOptions.TEMPERATURE),
                config.get(StoryOptions.LANGUAGE),
                config.get(StoryOptions.PROMPT_TOKEN_PRICE),
                config.get(StoryOptions.COMPLETION_TOKEN_PRICE));
    }

    private static String required(ReadableConfig config, ConfigOption<String> option) {
        return config.getOptional(option)
                .filter(value -> !value.isBlank())
                .orElseThrow(
                        () -> new IllegalArgumentException(option.key() + " is not set, but must"));
    }

    private static boolean isPositive(Duration duration) {
        return !duration.isNegative() && !duration.isZero();
    }

    private static void requirePrice(ConfigOption<Double> option, double price) {
        require(price >= 0 && Double.isFinite(price), option, price, "0 or more");
    }

    private static void require(
            boolean holds, ConfigOption<?> option, Object value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(
                    option.key() + " is '" + value + "', expected " + expected);
        }
    }
}
