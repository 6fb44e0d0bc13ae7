package io.wrapped.state.contract;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Ids made of names, for content that comes without ids of its own (SPEC sections 3 and 7). */
public final class Names {
    /** Between artist and title, which cannot hold it by accident. */
    private static final char SEPARATOR = '\u001f';

    private Names() {}

    /**
     * The normalised form: locale-free lower case, each run of Unicode white space one space,
     * trimmed. Differs from {@link String#toLowerCase(java.util.Locale)} in the final sigma alone,
     * where this follows the Unicode standard and the platform follows its word boundaries.
     */
    public static String normalise(String name) {
        StringBuilder normalised = new StringBuilder(name.length());
        boolean gap = false;
        int codePoint;
        for (int i = 0; i < name.length(); i += Character.charCount(codePoint)) {
            codePoint = name.codePointAt(i);
            if (isWhiteSpace(codePoint)) {
                gap = true;
                continue;
            }
            if (gap && !normalised.isEmpty()) {
                normalised.append(' ');
            }
            gap = false;
            LowerCase.append(normalised, name, i);
        }
        return normalised.toString();
    }

    /** Whether a name is there: not null, and more than white space. */
    public static boolean present(@Nullable String name) {
        if (name == null) {
            return false;
        }
        // White space lies in the basic plane, so units serve as code points.
        for (int i = 0; i < name.length(); i++) {
            if (!isWhiteSpace(name.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** The id of an artist or a show that has but a name; null where the name is absent. */
    public static @Nullable String nameId(@Nullable String name) {
        return name == null || !present(name) ? null : bounded("name:" + normalise(name));
    }

    /** The {@code content_uri} of a content that has but an artist and a title. */
    public static String contentUri(String artist, String title) {
        return bounded("name:" + normalise(artist) + SEPARATOR + normalise(title));
    }

    /** The id itself, or where it is longer than a {@code content_uri} may be, its hash. */
    public static String bounded(String id) {
        return CodePoints.within(id, Bounds.CONTENT_URI_LENGTH) ? id : "sha256:" + sha256(id);
    }

    private static String sha256(String text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The Unicode property White_Space, which none of Java's own tests is. */
    private static boolean isWhiteSpace(int codePoint) {
        if (codePoint <= ' ') {
            return codePoint == ' ' || (codePoint >= '\t' && codePoint <= '\r');
        }
        return codePoint >= 0x85
                && (codePoint == 0x85
                        || codePoint == 0xA0
                        || codePoint == 0x1680
                        || (codePoint >= 0x2000 && codePoint <= 0x200A)
                        || codePoint == 0x2028
                        || codePoint == 0x2029
                        || codePoint == 0x202F
                        || codePoint == 0x205F
                        || codePoint == 0x3000);
    }
}
