package io.wrapped.jobs.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wrapped.jobs.archive.OffsetRanges.OffsetRange;
import io.wrapped.sinks.archive.ArchiveKind;
import io.wrapped.state.contract.ArchivedRecord;
import io.wrapped.state.contract.ProtoRecords;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTest {
    @TempDir Path folder;

    @Test
    void recordsComeInTheOrderOfTheirOffsetsWhateverTheirFilesAndDates() throws Exception {
        write("play/0/2025-03-02/part-a-0", at(0, 5), at(0, 6));
        write("play/0/2025-03-01/part-b-0", at(0, 7));
        write("play/0/2025-03-01/part-a-0", at(0, 2), at(0, 3), at(0, 4));
        write("play/11/2025-03-01/part-c-0", at(11, 9));

        assertThat(archive().partitions(ArchiveKind.PLAY))
                .extracting(ArchivePartition::number)
                .containsExactly(0, 11);
        assertThat(read(0)).containsExactly(2L, 3L, 4L, 5L, 6L, 7L);
        assertThat(read(11)).containsExactly(9L);
        assertThat(archive().partitions(ArchiveKind.PROFILE)).isEmpty();
    }

    @Test
    void aRecordComesBackAsItWasRead() throws Exception {
        ArchivedRecord record = new ArchivedRecord(3, 8, 2L, 77, 55L, new byte[] {4, 5});
        ArchivedRecord bare = new ArchivedRecord(3, 9, null, 78, null, new byte[0]);
        write("profile/3/2025-03-02/part-a-0", record, bare);

        try (ArchivedRecords records = archive().partitions(ArchiveKind.PROFILE).get(0).open()) {
            assertThat(records.next()).usingRecursiveComparison().isEqualTo(record);
            assertThat(records.next()).usingRecursiveComparison().isEqualTo(bare);
            assertThat(records.next()).isNull();
        }
    }

    @Test
    void copiesAreGivenOnce() throws Exception {
        write("play/0/2025-03-01/part-a-0", at(0, 1), at(0, 2), at(0, 3), at(0, 4));
        write("play/0/2025-03-01/part-b-0", at(0, 2), at(0, 3));
        write("play/0/2025-03-01/part-c-0", at(0, 3), at(0, 4), at(0, 5));

        try (ArchivedRecords records = archive().partitions(ArchiveKind.PLAY).get(0).open()) {
            assertThat(offsets(records)).containsExactly(1L, 2L, 3L, 4L, 5L);
            assertThat(records.copies()).isEqualTo(4);
        }
    }

    @Test
    void whatIsBeingWrittenIsNotRead() throws Exception {
        write("play/0/2025-03-01/part-a-0", at(0, 1));
        write("play/0/2025-03-01/.part-a-1.inprogress.4711", at(0, 2));
        write("play/0/2025-03-01/_part-a-2_tmp_4711", at(0, 3));

        assertThat(read(0)).containsExactly(1L);
    }

    @Test
    void offsetsThatHeldNothingToBeKeptAreNoGap() throws Exception {
        write("play/0/2025-03-01/part-a-0", at(0, 10, null), at(0, 14, 3L), at(0, 15, 0L));

        assertThat(ranges().gaps()).isEmpty();
        assertThat(ranges().from()).isEqualTo(10);
        assertThat(ranges().to()).isEqualTo(15);
    }

    @Test
    void aLostFileIsAGap() throws Exception {
        write("play/0/2025-03-01/part-a-0", at(0, 10, 2L), at(0, 11, 0L));
        write("play/0/2025-03-01/part-a-2", at(0, 15, 1L), at(0, 16, 0L));
        write("play/0/2025-03-01/part-a-4", at(0, 20, null));

        assertThat(ranges().gaps())
                .containsExactly(new OffsetRange(12, 13), new OffsetRange(17, 19));
        assertThat(ranges().from()).isEqualTo(8);
    }

    @Test
    void aCopyMayCloseAGap() throws Exception {
        write("play/0/2025-03-01/part-a-0", at(0, 1, null), at(0, 5, null), at(0, 9, null));
        write("play/0/2025-03-01/part-b-0", at(0, 9, 7L));

        assertThat(ranges().gaps()).isEmpty();
    }

    @Test
    void aFileThatIsCutOffIsNamedWithThePlace() throws Exception {
        write("play/0/2025-03-01/part-a-0", at(0, 1), at(0, 2));
        Path file = folder.resolve("play/0/2025-03-01/part-a-0");
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 1));

        assertThatThrownBy(() -> read(0))
                .hasMessageContaining("part-a-0 is cut off")
                .hasMessageContaining("begins at byte " + whole.length / 2);
    }

    @Test
    void aFlippedBitIsNamedWithThePlace() throws Exception {
        Path file = folder.resolve("play/0/2025-03-01/part-a-0");
        write("play/0/2025-03-01/part-a-0", at(0, 1), at(0, 2));
        byte[] whole = Files.readAllBytes(file);
        for (int i = whole.length / 2; i < whole.length; i++) {
            byte[] flipped = whole.clone();
            flipped[i] ^= 1;
            Files.write(file, flipped);

            assertThatThrownBy(() -> read(0))
                    .as("byte %s", i)
                    .hasMessageContaining("part-a-0 is c")
                    .hasMessageContaining("begins at byte " + whole.length / 2);
        }
    }

    @Test
    void twoRecordsOfOneOffsetAreRefused() throws Exception {
        write("play/0/2025-03-01/part-a-0", at(0, 1), at(0, 2));
        write("play/0/2025-03-01/part-b-0", new ArchivedRecord(0, 2, 0L, 1002, null, new byte[9]));

        assertThatThrownBy(() -> read(0))
                .hasMessageContaining("another record at offset 2 of partition 0")
                .hasMessageContaining("was the topic made anew?");
    }

    @Test
    void whatIsNoArchiveIsRefused() throws Exception {
        assertThatThrownBy(() -> Archive.open(folder.resolve("none").toString()))
                .hasMessageEndingWith("none: no such folder");
        assertThatThrownBy(this::archive).hasMessageContaining("is no archive");
        write("play/0/2025-03-01/part-a-0");
        assertThatThrownBy(() -> read(0)).hasMessageContaining("part-a-0 is empty");
        write("play/other/2025-03-01/part-a-0", at(0, 1));
        assertThatThrownBy(() -> read(0)).hasMessageContaining("is not a folder of a partition");
    }

    private Archive archive() throws IOException {
        return Archive.open(folder.toString());
    }

    private List<Long> read(int partition) throws IOException {
        for (ArchivePartition held : archive().partitions(ArchiveKind.PLAY)) {
            if (held.number() == partition) {
                try (ArchivedRecords records = held.open()) {
                    return offsets(records);
                }
            }
        }
        throw new AssertionError("nothing of partition " + partition);
    }

    private OffsetRanges ranges() throws IOException {
        try (ArchivedRecords records = archive().partitions(ArchiveKind.PLAY).get(0).open()) {
            offsets(records);
            return records.ranges();
        }
    }

    private static List<Long> offsets(ArchivedRecords records) throws IOException {
        List<Long> offsets = new ArrayList<>();
        for (ArchivedRecord record = records.next(); record != null; record = records.next()) {
            offsets.add(record.offset());
        }
        return offsets;
    }

    private static ArchivedRecord at(int partition, long offset) {
        return at(partition, offset, 0L);
    }

    private static ArchivedRecord at(int partition, long offset, Long skipped) {
        byte[] value = {(byte) offset};
        return new ArchivedRecord(partition, offset, skipped, 1000 + offset, null, value);
    }

    private void write(String name, ArchivedRecord... records) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        try (OutputStream out = Files.newOutputStream(file)) {
            for (ArchivedRecord record : records) {
                ProtoRecords.writeDelimited(record, out);
            }
        }
    }
}
