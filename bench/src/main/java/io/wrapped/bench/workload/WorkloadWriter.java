package io.wrapped.bench.workload;

import io.wrapped.state.contract.Play;
import io.wrapped.state.contract.ProtoRecords;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
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
    private static final double COPIES = 0.005;
    private static final double LATE = 0.01;
    private static final double FAR_COPIES = 0.1;
    private static final int LATEST_DAYS = 180;
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
    private final Map<Integer, List<Appended>> byDay = new HashMap<>();
    private long sequence;
    private long plays;
    private long streams;
    private long late;

    /** A record that waits until all that are appended before it are there. */
    private record Appended(long timestamp, long sequence, byte[] key, byte[] value) {
        private static final Comparator<Appended> ORDER =
                Comparator.comparingLong(Appended::timestamp).thenComparingLong(Appended::sequence);
    }

    WorkloadWriter(WorkloadSpec spec, Path folder, LongConsumer progress) {
        this.spec = spec;
        this.folder = folder;
        this.progress = progress;
        contents = new Contents(spec.catalogue(), spec.skew());
    }

    Workload write() throws IOException {
        Workload files = new Workload(folder, spec.users(), 0, 0, 0, spec.catalogue());
        List<InventedListener> listeners = listeners();
        writeProfiles(files, listeners);
        writeCatalogue(files);
        try (RecordFile.Writer first = new RecordFile.Writer(files.plays(0));
                RecordFile.Writer second = new RecordFile.Writer(files.plays(1))) {
            writePlays(listeners, List.of(first, second));
        }
        return new Workload(folder, spec.users(), plays, streams, late, spec.catalogue());
    }

    private List<InventedListener> listeners() {
        long wanted = Math.round(spec.plays() / (1 + COPIES));
        SplittableRandom random = new SplittableRandom(spec.seed());
        double[] activity = new double[spec.users()];
        double sum = 0;
        for (int user = 0; user < activity.length; user++) {
            boolean drawn = user > 0 || spec.heaviest() == 0;
            activity[user] = drawn ? Math.exp(spec.sigma() * InventedListener.gaussian(random)) : 0;
            sum += activity[user];
        }
        List<InventedListener> listeners = new ArrayList<>();
        double owed = 0;
        for (int user = 0; user < activity.length; user++) {
            owed += wanted * activity[user] / sum;
            int yearsStreams = (int) owed;
            owed -= yearsStreams;
            if (user == 0 && spec.heaviest() > 0) {
                yearsStreams = spec.heaviest();
            }
            listeners.add(
                    new InventedListener(
                            user, spec.seed(), yearsStreams, LISTENING_DAYS, contents));
        }
        return listeners;
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

    private void writePlays(List<InventedListener> listeners, List<RecordFile.Writer> partitions)
            throws IOException {
        int written = FIRST_DAY - 2;
        for (int day = FIRST_DAY; day < FIRST_DAY + LISTENING_DAYS; day++) {
            for (InventedListener listener : listeners) {
                listener.live(day, this::append);
            }
            // A later local date begins nowhere before noon of this date in UTC.
            while (written < day - 1) {
                writeDay(++written, partitions);
            }
            progress.accept(plays);
        }
        while (written < LAST_DAY + 2) {
            writeDay(++written, partitions);
        }
        progress.accept(plays);
    }

    private void writeDay(int day, List<RecordFile.Writer> partitions) throws IOException {
        List<Appended> records = byDay.remove(day);
        if (records == null) {
            return;
        }
        records.sort(Appended.ORDER);
        for (Appended record : records) {
            int partition = Math.floorMod(hash(record.key()), partitions.size());
            partitions.get(partition).add(record.timestamp(), record.key(), record.value());
        }
    }

    private void append(InventedListener listener, Play play) {
        SplittableRandom random = listener.random();
        long timestamp = play.endedAt() + 1_000 + random.nextInt(20_000);
        if (random.nextDouble() < LATE) {
            timestamp = muchLater(timestamp, random);
            late++;
        }
        byte[] key = utf8(play.userId());
        byte[] value = ProtoRecords.bytes(play);
        hold(timestamp, key, value);
        streams++;
        if (random.nextDouble() < COPIES) {
            appendCopy(timestamp, play, key, value, random);
        }
    }

    private void appendCopy(
            long original, Play play, byte[] key, byte[] value, SplittableRandom random) {
        if (random.nextDouble() >= FAR_COPIES) {
            hold(original + 1_000 + random.nextInt(600_000), key, value);
            return;
        }
        long timestamp = Math.max(original + 1, muchLater(original, random));
        // Of the far ones every other tells another time played; the first one counts.
        hold(timestamp, key, random.nextBoolean() ? value : ProtoRecords.bytes(longer(play)));
    }

    private static Play longer(Play play) {
        return new Play(
                play.eventId(),
                play.userId(),
                play.contentUri(),
                play.kind(),
                play.endedAt(),
                play.msPlayed() + 1_000,
                play.utcOffsetMinutes(),
                play.contextUri(),
                play.country(),
                play.privateSession(),
                play.offline(),
                play.skipped(),
                play.shuffle(),
                play.source());
    }

    /** From a day to half a year, short times more often, and never after the year's last date. */
    private static long muchLater(long timestamp, SplittableRandom random) {
        double days = Math.pow(LATEST_DAYS, random.nextDouble());
        long later = timestamp + (long) (days * MS_A_DAY);
        long end = (LAST_DAY + 1L) * MS_A_DAY;
        return later < end ? later : Math.max(timestamp, end - 1 - random.nextInt(86_400_000));
    }

    private void hold(long timestamp, byte[] key, byte[] value) {
        int day = Math.toIntExact(Math.floorDiv(timestamp, MS_A_DAY));
        byDay.computeIfAbsent(day, none -> new ArrayList<>())
                .add(new Appended(timestamp, sequence++, key, value));
        plays++;
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
