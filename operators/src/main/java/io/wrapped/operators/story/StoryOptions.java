package io.wrapped.operators.story;

import java.time.Duration;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/** How the report job asks the language model. */
public final class StoryOptions {
    private StoryOptions() {}

    public static final ConfigOption<String> BASE_URL =
            ConfigOptions.key("story.base-url")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "Where an OpenAI-compatible model is served, such as"
                                    + " http://localhost:8000 or https://api.example.com/v1."
                                    + " /v1/chat/completions is appended to a bare address,"
                                    + " /chat/completions to one that ends in a version; one that"
                                    + " ends in /chat/completions is used as it is.");

    public static final ConfigOption<String> MODEL =
            ConfigOptions.key("story.model")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "Name of the model to ask. Part of a story's fingerprint: another model"
                                    + " writes every story anew.");

    public static final ConfigOption<String> API_KEY_ENV =
            ConfigOptions.key("story.api-key-env")
                    .stringType()
                    .defaultValue("WRAPPED_MODEL_API_KEY")
                    .withDescription(
                            "Name of the environment variable that holds the model's key on the"
                                    + " TaskManagers, sent as a bearer token. Where the variable is"
                                    + " not set no key is sent. The key itself never stands in"
                                    + " configuration or logs.");

    public static final ConfigOption<Duration> REQUEST_TIMEOUT =
            ConfigOptions.key("story.request-timeout")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(60))
                    .withDescription(
                            "Time one call of the model may take, connecting included. A call that"
                                    + " takes longer counts as a failed attempt and is retried.");

    public static final ConfigOption<Integer> CONCURRENCY =
            ConfigOptions.key("story.concurrency")
                    .intType()
                    .defaultValue(16)
                    .withDescription(
                            "Number of users whose stories one subtask works on at the same time."
                                    + " A user's own stories are always written one after"
                                    + " another.");

    public static final ConfigOption<Double> RATE =
            ConfigOptions.key("story.rate")
                    .doubleType()
                    .defaultValue(0.0)
                    .withDescription(
                            "Calls of the model a second that the whole job makes at most, repeated"
                                    + " ones among them, which is how fast a backlog drains; 0: as"
                                    + " fast as the model answers. Each subtask has an equal share"
                                    + " of it and spaces its calls evenly; what is not used is not"
                                    + " saved up.");

    public static final ConfigOption<Integer> MAX_ATTEMPTS =
            ConfigOptions.key("story.max-attempts")
                    .intType()
                    .defaultValue(20)
                    .withDescription(
                            "Number of calls of the model that may fail for a passing reason (429,"
                                    + " 5xx, time-out, no connection) before a story is given up as"
                                    + " failed; 0: tries without end.");

    public static final ConfigOption<Duration> BACKOFF_MIN =
            ConfigOptions.key("story.backoff-min")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(1))
                    .withDescription(
                            "Wait after the first failed attempt. It doubles with every further"
                                    + " one, and a random part of up to a half of it is taken off."
                                    + " Store failures wait likewise, without end.");

    public static final ConfigOption<Duration> BACKOFF_MAX =
            ConfigOptions.key("story.backoff-max")
                    .durationType()
                    .defaultValue(Duration.ofMinutes(1))
                    .withDescription(
                            "Longest wait between two attempts. A Retry-After header of a 429 or"
                                    + " 503 that asks for more is honoured up to one hour.");

    public static final ConfigOption<Integer> MAX_TOKENS =
            ConfigOptions.key("story.max-tokens")
                    .intType()
                    .defaultValue(600)
                    .withDescription(
                            "Most tokens that the model may write for one story. An answer cut off"
                                    + " by it cannot be read and is asked for once more.");

    public static final ConfigOption<Double> TEMPERATURE =
            ConfigOptions.key("story.temperature")
                    .doubleType()
                    .defaultValue(0.4)
                    .withDescription(
                            "The model's sampling temperature, 0 to 2. Low values keep to the"
                                    + " facts, high ones vary more.");

    public static final ConfigOption<String> LANGUAGE =
            ConfigOptions.key("story.language")
                    .stringType()
                    .defaultValue("en")
                    .withDescription(
                            "BCP 47 language of stories whose request names none. Otherwise the"
                                    + " language follows the listener's locale.");

    public static final ConfigOption<Double> PROMPT_TOKEN_PRICE =
            ConfigOptions.key("story.prompt-token-price")
                    .doubleType()
                    .defaultValue(0.0)
                    .withDescription(
                            "What a million tokens cost that the model reads, in any currency, for"
                                    + " the metric story.cost; 0: not known.");

    public static final ConfigOption<Double> COMPLETION_TOKEN_PRICE =
            ConfigOptions.key("story.completion-token-price")
                    .doubleType()
                    .defaultValue(0.0)
                    .withDescription(
                            "What a million tokens cost that the model writes, in the same"
                                    + " currency; 0: not known.");
}
