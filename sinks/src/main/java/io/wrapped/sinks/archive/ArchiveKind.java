package io.wrapped.sinks.archive;

import java.util.Locale;

/** What the archive keeps; each kind has a folder. */
public enum ArchiveKind {
    PLAY,
    PROFILE;

    /** The name of its folder. */
    public String folder() {
        return name().toLowerCase(Locale.ROOT);
    }
}
