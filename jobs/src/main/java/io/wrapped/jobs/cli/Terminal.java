package io.wrapped.jobs.cli;

import io.wrapped.jobs.cli.text.Style;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the launcher knows of the terminal.
 *
 * @param output whether standard output is one
 * @param errors whether standard error is one
 * @param columns its width
 * @param colour whether colours are wanted there
 */
record Terminal(boolean output, boolean errors, int columns, boolean colour) {
    private static final int USUAL_COLUMNS = 80;
    private static final int LEAST_COLUMNS = 40;

    /** The terminal that this process was started on. */
    static Terminal current() {
        return of(System::getProperty, System::getenv);
    }

    static Terminal of(
            UnaryOperator<@Nullable String> properties,
            UnaryOperator<@Nullable String> environment) {
        boolean output = Boolean.parseBoolean(properties.apply("wrapped.terminal.output"));
        boolean errors = Boolean.parseBoolean(properties.apply("wrapped.terminal.errors"));
        String noColour = environment.apply("NO_COLOR");
        boolean plain = "dumb".equals(environment.apply("TERM"));
        boolean colour = output && !plain && (noColour == null || noColour.isEmpty());
        int columns = columns(environment.apply("COLUMNS"));
        if (columns == 0) {
            columns = columns(properties.apply("wrapped.terminal.columns"));
        }
        return new Terminal(
                output,
                errors && !plain,
                columns == 0 ? USUAL_COLUMNS : Math.max(columns, LEAST_COLUMNS),
                colour);
    }

    /** 0 where it is not known. */
    private static int columns(@Nullable String text) {
        return text != null && text.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(text) : 0;
    }

    /** How text for standard output should look. */
    Style style() {
        return new Style(columns, colour);
    }
}
