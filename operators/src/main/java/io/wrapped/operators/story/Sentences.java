package io.wrapped.operators.story;

import java.util.regex.Pattern;

/** Where sentences start. */
final class Sentences {
    private static final Pattern START =
            Pattern.compile("(?:^|[.!?…:;。！？\\n])[\\s\"“„«»'(\\[¡¿–—-]*$");

    private Sentences() {}

    /** Whether what follows that text starts a sentence. */
    static boolean startsAfter(String text) {
        return START.matcher(text).find();
    }
}
