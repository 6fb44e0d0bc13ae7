package io.wrapped.operators.story;

/** Where sentences start. */
final class Sentences {
    private static final String ENDS = ".!?…:;。！？\n";
    private static final String BETWEEN = "\"“„«»'([¡¿–—-";

    private Sentences() {}

    /** Whether what follows that text starts a sentence. */
    static boolean startsAfter(String text) {
        for (int i = text.length() - 1; i >= 0; i--) {
            char before = text.charAt(i);
            if (ENDS.indexOf(before) >= 0) {
                return true;
            }
            if (!Character.isWhitespace(before) && BETWEEN.indexOf(before) < 0) {
                return false;
            }
        }
        return true;
    }
}
