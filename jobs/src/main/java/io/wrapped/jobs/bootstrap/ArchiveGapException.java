package io.wrapped.jobs.bootstrap;

import io.wrapped.jobs.archive.OffsetRanges.OffsetRange;
import java.io.IOException;
import java.util.List;

/** The archive does not hold all that was read between its first and its last record. */
final class ArchiveGapException extends IOException {
    private static final long serialVersionUID = 1L;

    ArchiveGapException(String kind, int partition, List<OffsetRange> gaps) {
        super(
                "the archive has gaps: of "
                        + kind
                        + " partition "
                        + partition
                        + " offsets "
                        + gaps.get(0).from()
                        + " to "
                        + gaps.get(0).to()
                        + " are missing"
                        + (gaps.size() == 1 ? "" : ", and " + (gaps.size() - 1) + " more stretches")
                        + "; --allow-gaps goes on without them");
    }
}
