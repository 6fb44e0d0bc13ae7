package io.wrapped.jobs.imports;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Splits one row of CSV into its fields. Written here because one bad row must not end a file and
 * keeps its bytes, whereas the known libraries stop at the first quote that they cannot place.
 *
 * <p>A quote counts only at the start of a field, so that an inch sign in a name is a sign; what
 * stands between a closing quote and the next delimiter is kept.
 */
final class CsvRow {
    private CsvRow() {}

    /** The fields, or null where the text ends within quotes. */
    static @Nullable List<String> split(String text, char delimiter) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        boolean atStart = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' && quoted) {
                boolean doubled = i + 1 < text.length() && text.charAt(i + 1) == '"';
                if (doubled) {
                    field.append('"');
                    i++;
                } else {
                    quoted = false;
                }
            } else if (c == '"' && atStart) {
                quoted = true;
                atStart = false;
            } else if (c == delimiter && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
                atStart = true;
            } else {
                field.append(c);
                atStart = false;
            }
        }
        fields.add(field.toString());
        return quoted ? null : fields;
    }
}
