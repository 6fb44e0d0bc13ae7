package io.wrapped.jobs.imports;

import io.wrapped.state.contract.Play;
import org.jspecify.annotations.Nullable;

/** What one row of a history became; every row read becomes exactly one of these. */
public sealed interface ImportedRow {

    /** The file, and the entry in it where the file is a zip. */
    String file();

    /** Line of a text file, or place in a JSON array; the first is 1. */
    long row();

    /**
     * A row that could be read. The play may still be private, too short, or a duplicate: the job
     * decides that, as it does for plays from anywhere.
     */
    record Accepted(String file, long row, Play play) implements ImportedRow {}

    /**
     * A row that could not be used.
     *
     * @param reason what was wrong; never a value of a private row
     * @param bytes the row as it stands in the file, null where it is of a private session
     */
    record Refused(String file, long row, String reason, byte @Nullable [] bytes)
            implements ImportedRow {}
}
