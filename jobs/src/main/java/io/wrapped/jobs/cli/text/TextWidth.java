package io.wrapped.jobs.cli.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Columns that text takes in a terminal: two for East Asian wide characters and emoji, none for
 * marks that combine with what stands before them.
 */
public final class TextWidth {
    private static final String ELLIPSIS = "…";
    private static final String DOT = " · ";
    private static final Pattern CLUSTER = Pattern.compile("\\X");

    /** Escapes would reach the terminal, and marks of direction turn a line around. */
    private static final Pattern UNPRINTABLE =
            Pattern.compile("[\\p{Cc}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]+");

    private static final int EMOJI_PRESENTATION = 0xFE0F;

    /** First and last code points of what is two columns wide. */
    private static final int[][] WIDE = {
        {0x1100, 0x115F},
        {0x231A, 0x231B},
        {0x23E9, 0x23EC},
        {0x25FD, 0x25FE},
        {0x2614, 0x2615},
        {0x2648, 0x2653},
        {0x26A1, 0x26A1},
        {0x26BD, 0x26BE},
        {0x26C4, 0x26C5},
        {0x26CE, 0x26CE},
        {0x26D4, 0x26D4},
        {0x26EA, 0x26EA},
        {0x26F2, 0x26F3},
        {0x26F5, 0x26F5},
        {0x26FA, 0x26FA},
        {0x26FD, 0x26FD},
        {0x2705, 0x2705},
        {0x270A, 0x270B},
        {0x2728, 0x2728},
        {0x274C, 0x274C},
        {0x2753, 0x2755},
        {0x2757, 0x2757},
        {0x2795, 0x2797},
        {0x27B0, 0x27B0},
        {0x2B1B, 0x2B1C},
        {0x2B50, 0x2B50},
        {0x2B55, 0x2B55},
        {0x2E80, 0x303E},
        {0x3041, 0x33FF},
        {0x3400, 0x4DBF},
        {0x4E00, 0x9FFF},
        {0xA000, 0xA4CF},
        {0xA960, 0xA97F},
        {0xAC00, 0xD7A3},
        {0xF900, 0xFAFF},
        {0xFE30, 0xFE6F},
        {0xFF01, 0xFF60},
        {0xFFE0, 0xFFE6},
        {0x16FE0, 0x18AFF},
        {0x1AFF0, 0x1B2FF},
        {0x1F004, 0x1F004},
        {0x1F0CF, 0x1F0CF},
        {0x1F18E, 0x1F18E},
        {0x1F191, 0x1F19A},
        {0x1F1E6, 0x1F320},
        {0x1F32D, 0x1F335},
        {0x1F337, 0x1F37C},
        {0x1F37E, 0x1F393},
        {0x1F3A0, 0x1F3CA},
        {0x1F3CF, 0x1F3D3},
        {0x1F3E0, 0x1F3F0},
        {0x1F3F4, 0x1F3F4},
        {0x1F3F8, 0x1F43E},
        {0x1F440, 0x1F440},
        {0x1F442, 0x1F4FC},
        {0x1F4FF, 0x1F53D},
        {0x1F54B, 0x1F567},
        {0x1F57A, 0x1F57A},
        {0x1F595, 0x1F596},
        {0x1F5A4, 0x1F5A4},
        {0x1F5FB, 0x1F64F},
        {0x1F680, 0x1F6C5},
        {0x1F6CC, 0x1F6CC},
        {0x1F6D0, 0x1F6D2},
        {0x1F6D5, 0x1F6D7},
        {0x1F6DC, 0x1F6DF},
        {0x1F6EB, 0x1F6EC},
        {0x1F6F4, 0x1F6FC},
        {0x1F7E0, 0x1F7EB},
        {0x1F90C, 0x1F9FF},
        {0x1FA70, 0x1FAFF},
        {0x20000, 0x3FFFD},
    };

    private TextWidth() {}

    /** Text without what a terminal would act on. */
    static String printable(String text) {
        return UNPRINTABLE.matcher(text).replaceAll(" ").strip();
    }

    static int of(String text) {
        int width = 0;
        for (String cluster : clusters(text)) {
            width += ofCluster(cluster);
        }
        return width;
    }

    /** Text of exactly so many columns: filled up with spaces, or cut off with an ellipsis. */
    static String fit(String text, int columns) {
        int width = of(text);
        if (width <= columns) {
            return text + " ".repeat(columns - width);
        }
        StringBuilder cut = new StringBuilder();
        int used = 0;
        for (String cluster : clusters(text)) {
            int next = ofCluster(cluster);
            if (used + next > columns - 1) {
                break;
            }
            cut.append(cluster);
            used += next;
        }
        String kept = cut.toString().stripTrailing() + ELLIPSIS;
        return kept + " ".repeat(Math.max(0, columns - of(kept)));
    }

    /** Lines of at most so many columns, broken at spaces, or anywhere in words that are longer. */
    public static List<String> wrap(String text, int columns) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : text.strip().split("\\s+")) {
            if (!line.isEmpty() && of(line) + 1 + of(word) <= columns) {
                line = line + " " + word;
                continue;
            }
            if (!line.isEmpty()) {
                lines.add(line);
            }
            line = breakLong(word, columns, lines);
        }
        lines.add(line);
        return lines;
    }

    /** Lines of items with a dot between them; only an item longer than a line is broken. */
    static List<String> wrapItems(List<String> items, int columns) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String item : items) {
            if (!line.isEmpty() && of(line) + of(DOT) + of(item) <= columns) {
                line = line + DOT + item;
                continue;
            }
            if (!line.isEmpty()) {
                lines.add(line);
            }
            List<String> pieces = wrap(item, columns);
            lines.addAll(pieces.subList(0, pieces.size() - 1));
            line = pieces.get(pieces.size() - 1);
        }
        lines.add(line);
        return lines;
    }

    /** Adds all full lines of a word and gives what is left of it. */
    private static String breakLong(String word, int columns, List<String> lines) {
        if (of(word) <= columns) {
            return word;
        }
        StringBuilder line = new StringBuilder();
        int used = 0;
        for (String cluster : clusters(word)) {
            int next = ofCluster(cluster);
            if (used + next > columns) {
                lines.add(line.toString());
                line.setLength(0);
                used = 0;
            }
            line.append(cluster);
            used += next;
        }
        return line.toString();
    }

    private static List<String> clusters(String text) {
        return CLUSTER.matcher(text).results().map(MatchResult::group).toList();
    }

    private static int ofCluster(String cluster) {
        int width = 0;
        for (int codePoint : cluster.codePoints().toArray()) {
            width = Math.max(width, codePoint == EMOJI_PRESENTATION ? 2 : of(codePoint));
        }
        return width;
    }

    private static int of(int codePoint) {
        switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> {
                return 0;
            }
            default -> {
                return isWide(codePoint) ? 2 : 1;
            }
        }
    }

    private static boolean isWide(int codePoint) {
        for (int[] range : WIDE) {
            if (codePoint >= range[0] && codePoint <= range[1]) {
                return true;
            }
        }
        return false;
    }
}
