package io.wrapped.jobs.metrics;

/** The brackets of a query. */
final class Brackets {
    private static final String OPENING = "([{";
    private static final String CLOSING = ")]}";

    private Brackets() {}

    /** Whether each is closed by one of its kind, in the right order. */
    static boolean arePaired(String query) {
        StringBuilder open = new StringBuilder();
        for (char each : query.toCharArray()) {
            if (OPENING.indexOf(each) >= 0) {
                open.append(each);
            } else if (CLOSING.indexOf(each) >= 0) {
                int last = open.length() - 1;
                if (last < 0 || OPENING.indexOf(open.charAt(last)) != CLOSING.indexOf(each)) {
                    return false;
                }
                open.setLength(last);
            }
        }
        return open.isEmpty();
    }
}
