package io.wrapped.jobs.cli;

import io.wrapped.operators.story.StoryOptions;
import io.wrapped.state.review.ReviewConfig;
import java.util.Locale;
import org.apache.flink.configuration.ReadableConfig;

/** What triggers may cost at most, as far as it is known before the model was asked. */
final class StoryCost {
    /** An answer that cannot be used is asked for once more. */
    private static final int CALLS_A_STORY = 2;

    private static final double A_PRICE_IS_FOR = 1e6;

    private StoryCost() {}

    /** In a sentence or two. */
    static String of(long triggers, ReadableConfig options) {
        long stories = triggers * ReviewConfig.DEFAULT.remarkableDays();
        long calls = CALLS_A_STORY * stories;
        long written = calls * options.get(StoryOptions.MAX_TOKENS);
        double price = options.get(StoryOptions.COMPLETION_TOKEN_PRICE);
        String told =
                String.format(
                        Locale.ROOT,
                        "%,d triggers may ask for %,d stories: up to %,d calls of the model, which"
                                + " writes up to %,d tokens",
                        triggers,
                        stories,
                        calls,
                        written);
        return told
                + (price > 0
                        ? String.format(
                                Locale.ROOT,
                                " (%.2f at %s), and reads what it is asked.",
                                written / A_PRICE_IS_FOR * price,
                                StoryOptions.COMPLETION_TOKEN_PRICE.key())
                        : ", and reads what it is asked.");
    }
}
