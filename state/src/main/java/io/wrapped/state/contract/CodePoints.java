package io.wrapped.state.contract;

/**
 * Strings as Unicode code points: what bounds count and ids are ordered by. Java's own length and
 * order go by UTF-16 units and differ beyond the basic plane.
 */
public final class CodePoints {
    private CodePoints() {}

    /** Whether a string has from 1 to {@code most} code points. */
    public static boolean within(String text, int most) {
        return !text.isEmpty()
                && (text.length() <= most || text.codePointCount(0, text.length()) <= most);
    }

    /** Compares two strings by their code points. */
    public static int compare(String left, String right) {
        int shared = Math.min(left.length(), right.length());
        for (int i = 0; i < shared; i++) {
            char leftUnit = left.charAt(i);
            char rightUnit = right.charAt(i);
            if (leftUnit != rightUnit) {
                boolean leftBeyond = Character.isSurrogate(leftUnit);
                // A surrogate stands for a code point above every other unit.
                return leftBeyond == Character.isSurrogate(rightUnit)
                        ? leftUnit - rightUnit
                        : leftBeyond ? 1 : -1;
            }
        }
        return left.length() - right.length();
    }

    /** Whether every surrogate has its other half, so that the string has a UTF-8 form. */
    public static boolean wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!Character.isSurrogate(text.charAt(i))) {
                continue;
            }
            if (!Character.isSupplementaryCodePoint(text.codePointAt(i))) {
                return false;
            }
            i++;
        }
        return true;
    }
}
