package io.wrapped.jobs.cli;

import java.util.Arrays;
import java.util.Comparator;

/** Strings by Unicode code point; {@link String#compareTo} goes by UTF-16 units, which differ. */
enum CodePointOrder implements Comparator<String> {
    INSTANCE;

    @Override
    public int compare(String one, String other) {
        int[] left = one.codePoints().toArray();
        int[] right = other.codePoints().toArray();
        return Arrays.compare(left, right);
    }
}
