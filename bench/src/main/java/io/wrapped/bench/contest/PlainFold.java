package io.wrapped.bench.contest;

import io.wrapped.bench.measure.Checksum;
import io.wrapped.bench.measure.Figure;
import io.wrapped.bench.measure.Figures;
import io.wrapped.bench.measure.ProcessFigures;
import io.wrapped.bench.measure.RankingClock;
import io.wrapped.bench.naive.SideData;
import io.wrapped.bench.workload.RecordFile;
import io.wrapped.bench.workload.Workload;
import io.wrapped.state.contract.Play;
import io.wrapped.state.contract.Profile;
import io.wrapped.state.contract.ProtoRecords;
import io.wrapped.state.contract.RefusedException;
import io.wrapped.state.review.ContentTable;
import io.wrapped.state.review.ListenerYearReviews;
import io.wrapped.state.review.ReviewConfig;
import io.wrapped.state.rollup.Exclusions;
import io.wrapped.state.rollup.IdHash;
import io.wrapped.state.rollup.Item;
import io.wrapped.state.rollup.LocalDates;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import it.unimi.dsi.fastutil.objects.Object2IntOpenHashMap;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The floor: one thread decodes the plays, keeps them as they come in columns on the heap, and
 * folds them user by user when all are there, each user's within the processor's cache. Nothing is
 * shipped or made durable, and nothing could be answered before the end. Afterwards, measured
 * apart, every user is reviewed with the product's calculator.
 */
final class PlainFold implements Contestant {
    private static final int THROUGH =
            Math.toIntExact(LocalDate.of(Workload.YEAR, 12, 31).toEpochDay());

    private final Object2IntOpenHashMap<String> users = new Object2IntOpenHashMap<>();
    private final Long2IntOpenHashMap numbers = new Long2IntOpenHashMap();
    private final List<String> userIds = new ArrayList<>();
    private final List<Item> contents = new ArrayList<>();
    private final Map<String, PlainListener> listeners = new HashMap<>();

    @Override
    public Figures run(Workload workload, Path folder) throws Exception {
        SideData.forget();
        Map<String, Profile> profiles = SideData.profiles(workload.profiles().toString());
        double cpu = ProcessFigures.cpuSeconds();
        long began = System.nanoTime();
        PlainLog log = new PlainLog(Math.toIntExact(workload.plays()));
        for (int partition = 0; partition < Workload.PARTITIONS; partition++) {
            read(workload.plays(partition), profiles, log);
        }
        long streams =
                log.fold(
                        userIds.size(),
                        (listener, user) -> listeners.put(userIds.get(user), listener));
        Figures figures =
                new Figures()
                        .put(Figure.PLAYS, log.size())
                        .put(Figure.STREAMS, streams)
                        .put(Figure.CPU_SECONDS, ProcessFigures.cpuSeconds() - cpu)
                        .put(Figure.WALL_SECONDS, (System.nanoTime() - began) / 1e9)
                        .put(Figure.PEAK_MIB, ProcessFigures.peakMemoryMib());
        Checksum dates = new Checksum();
        listeners.forEach((userId, listener) -> listener.addDates(userId, dates));
        SideData side =
                SideData.load(workload.catalogue().toString(), workload.profiles().toString());
        return figures.put(Figure.DATES_CHECKSUM, dates.value()).putAll(review(side));
    }

    private void read(Path file, Map<String, Profile> profiles, PlainLog log)
            throws IOException, RefusedException {
        try (RecordFile.Reader reader = new RecordFile.Reader(file, 0)) {
            while (reader.next()) {
                Play play = ProtoRecords.play(reader.value(), reader.timestamp());
                keep(play, profiles, log);
            }
        }
    }

    private void keep(Play play, Map<String, Profile> profiles, PlainLog log) {
        int user = users.getOrDefault(play.userId(), -1);
        if (user < 0) {
            user = userIds.size();
            users.put(play.userId(), user);
            userIds.add(play.userId());
        }
        String zone = null;
        if (play.utcOffsetMinutes() == null) {
            Profile profile = profiles.get(play.userId());
            zone = profile == null ? null : profile.zone();
        }
        long hash = IdHash.of(play.contentUri());
        int content = numbers.getOrDefault(hash, -1);
        if (content < 0) {
            content = contents.size();
            numbers.put(hash, content);
            contents.add(new Item(play.kind(), hash, play.contentUri(), null, Item.NO_CONTEXT));
        }
        log.add(
                user,
                IdHash.of(play.eventId()),
                LocalDates.epochDay(play.endedAt(), play.utcOffsetMinutes(), zone),
                content,
                play.msPlayed());
    }

    private Figures review(SideData side) throws IOException {
        ContentTable catalogue = new ContentTable();
        side.catalogue().values().forEach(item -> catalogue.put(item, 0));
        ListenerYearReviews reviews = new ListenerYearReviews(ReviewConfig.DEFAULT, catalogue);
        Exclusions exclusions = new Exclusions();
        YearSums sums = new YearSums();
        List<byte[]> documents = new ArrayList<>(listeners.size());
        RankingClock.reset();
        for (Map.Entry<String, PlainListener> listener : listeners.entrySet()) {
            Profile profile = side.profiles().get(listener.getKey());
            reviews.open(listener.getKey(), listener.getValue().listening(contents), exclusions);
            documents.add(
                    reviews.review(
                                    Workload.YEAR,
                                    THROUGH,
                                    profile == null ? null : profile.birthMonthDay())
                            .bytes());
            RankingClock.told();
        }
        Figures figures = RankingClock.figures();
        for (byte[] document : documents) {
            sums.add(document);
        }
        return figures.putAll(sums.figures());
    }
}
