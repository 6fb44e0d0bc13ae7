package io.wrapped.state.contract;

/** Unicode's locale-free lower case, its two special cases included. */
final class LowerCase {
    private static final int CAPITAL_SIGMA = 0x3A3;
    private static final int DOTTED_CAPITAL_I = 0x130;
    // Single_Quote, MidLetter and MidNumLet of the property Word_Break.
    private static final String MID_WORD =
            "'.:\u00B7\u0387\u055F\u05F4\u2018\u2019\u2024\u2027\uFE13\uFE52\uFE55\uFF07\uFF0E"
                    + "\uFF1A";

    private LowerCase() {}

    /** Appends the lower case of the code point at an index, which may depend on its neighbours. */
    static void append(StringBuilder lower, String text, int index) {
        int codePoint = text.codePointAt(index);
        if (codePoint == CAPITAL_SIGMA) {
            lower.append(endsWord(text, index) ? 'ς' : 'σ');
        } else if (codePoint == DOTTED_CAPITAL_I) {
            lower.append("i\u0307");
        } else {
            lower.appendCodePoint(Character.toLowerCase(codePoint));
        }
    }

    /** The standard's Final_Sigma: a cased letter goes before and none follows. */
    private static boolean endsWord(String text, int index) {
        int before = index;
        while (before > 0 && isCaseIgnorable(text.codePointBefore(before))) {
            before -= Character.charCount(text.codePointBefore(before));
        }
        int after = index + 1;
        while (after < text.length() && isCaseIgnorable(text.codePointAt(after))) {
            after += Character.charCount(text.codePointAt(after));
        }
        return before > 0
                && isCased(text.codePointBefore(before))
                && (after == text.length() || !isCased(text.codePointAt(after)));
    }

    private static boolean isCased(int codePoint) {
        return Character.isLowerCase(codePoint)
                || Character.isUpperCase(codePoint)
                || Character.isTitleCase(codePoint);
    }

    private static boolean isCaseIgnorable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.FORMAT,
                    Character.MODIFIER_LETTER,
                    Character.MODIFIER_SYMBOL ->
                    true;
            default -> MID_WORD.indexOf(codePoint) >= 0;
        };
    }
}
