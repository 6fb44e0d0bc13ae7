package io.wrapped.jobs.cli.text;

/**
 * How text looks.
 *
 * @param width columns that may be used
 * @param colour whether escape sequences may stand in it
 */
public record Style(int width, boolean colour) {
    private static final int WIDEST = 88;
    private static final int NARROWEST = 40;

    /** Long lines are hard to read, however wide the terminal. */
    public Style {
        width = Math.max(NARROWEST, Math.min(width, WIDEST));
    }

    /** What stands above the rest. */
    public String strong(String text) {
        return escaped("1", text);
    }

    /** A heading. */
    public String heading(String text) {
        return escaped("1;36", text);
    }

    /** What carries the eye, such as bars. */
    public String accent(String text) {
        return escaped("36", text);
    }

    /** What has changed. */
    public String changed(String text) {
        return escaped("33", text);
    }

    /** What is as it should be. */
    public String good(String text) {
        return escaped("32", text);
    }

    /** What is wrong. */
    public String bad(String text) {
        return escaped("1;31", text);
    }

    /** What may be passed over. */
    public String quiet(String text) {
        return escaped("2", text);
    }

    private String escaped(String code, String text) {
        return colour && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
