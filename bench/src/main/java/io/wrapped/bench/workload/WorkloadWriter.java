package io.wrapped.bench.workload;

import io.wrapped.jobs.listening.Arrival;
import io.wrapped.jobs.listening.Audience;
import io.wrapped.jobs.listening.Contents;
import io.wrapped.jobs.listening.Ids;
import io.wrapped.jobs.listening.InventedListener;
import io.wrapped.jobs.listening.InventedListening;
import io.wrapped.state.contract.ProtoRecords;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/**
 * Writes a workload. All listeners live through the year together, date by date, so that only a few
 * dates' plays, and those that come late, are held at a time.
 */
final class WorkloadWriter {
    /** Part of the folder's name: another version of this code makes other bytes. */
    static final int VERSION = 1;

    private static final long MS_A_DAY = TimeUnit.DAYS.toMillis(1);
    private static final int FIRST_DAY =
            Math.toIntExact(LocalDate.of(Workload.YEAR, 1, 1).toEpochDay());
    private static final int LAST_DAY =
            Math.toIntExact(LocalDate.of(Workload.YEAR, 12, 31).toEpochDay());

    /** Nobody begins a session on the last date: what runs past midnight stays in the year. */
    private static final int LISTENING_DAYS = LAST_DAY - FIRST_DAY;

    private final WorkloadSpec spec;
    private final Path folder;
    private final LongConsumer progress;
    private final Contents contents;

    WorkloadWriter(WorkloadSpec spec, Path folder, LongConsumer progress) {
        this.spec = spec;
        this.folder = folder;
        this.progress = progress;
        contents = new Contents(spec.catalogue(), spec.skew());
    }

    Workload write() throws IOException {
        Workload files = new Workload(folder, spec.users(), 0, 0, 0, spec.catalogue());
        List<InventedListener> listeners =
                new Audience(
                                spec.users(),
                                spec.plays(),
                                spec.heaviest(),
                                spec.sigma(),
                                spec.seed(),
                                false)
                        .listeners(LISTENING_DAYS, contents, user -> Ids.user(spec.seed(), user));
        writeProfiles(files, listeners);
        writeCatalogue(files);
        InventedListening listening = new InventedListening(listeners, FIRST_DAY, LISTENING_DAYS);
        try (RecordFile.Writer first = new RecordFile.Writer(files.plays(0));
                RecordFile.Writer second = new RecordFile.Writer(files.plays(1))) {
            while (listening.hasNext()) {
                write(listening.next(), List.of(first, second));
                progress.accept(listening.plays());
            }
        }
        return new Workload(
                folder,
                spec.users(),
                listening.plays(),
                listening.streams(),
                listening.late(),
                spec.catalogue());
    }

    private static void writeProfiles(Workload files, List<InventedListener> listeners)
            throws IOException {
        try (RecordFile.Writer writer = new RecordFile.Writer(files.profiles())) {
            for (InventedListener listener : listeners) {
                writer.add(
                        (FIRST_DAY - 2) * MS_A_DAY,
                        utf8(listener.userId()),
                        ProtoRecords.bytes(listener.profile()));
            }
        }
    }

    private void writeCatalogue(Workload files) throws IOException {
        try (RecordFile.Writer writer = new RecordFile.Writer(files.catalogue())) {
            for (int content = 0; content < contents.count(); content++) {
                writer.add(
                        (FIRST_DAY - 2) * MS_A_DAY,
                        utf8(Contents.uri(content)),
                        ProtoRecords.bytes(contents.item(content)));
            }
        }
    }

    private static void write(List<Arrival> arrivals, List<RecordFile.Writer> partitions)
            throws IOException {
        for (Arrival arrival : arrivals) {
            byte[] key = utf8(arrival.play().userId());
            int partition = Math.floorMod(hash(key), partitions.size());
            partitions
                    .get(partition)
                    .add(arrival.timestamp(), key, ProtoRecords.bytes(arrival.play()));
        }
    }

    private static int hash(byte[] key) {
        long hash = 0;
        for (byte each : key) {
            hash = hash * 31 + each;
        }
        return (int) (Ids.mix(hash) >>> 32);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
