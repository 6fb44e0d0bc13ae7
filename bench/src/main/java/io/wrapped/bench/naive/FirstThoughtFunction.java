package io.wrapped.bench.naive;

import io.wrapped.bench.workload.Workload;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Keeps a listener's dates in state, and computes the year when it ends, or every night too. */
public final class FirstThoughtFunction
        extends KeyedProcessFunction<String, SimplePlay, SimpleReview> {
    private static final long serialVersionUID = 1L;
    private static final long MS_A_DAY = TimeUnit.DAYS.toMillis(1);

    /** Two days into the next year, when it has ended everywhere. */
    private static final long END_OF_YEAR =
            LocalDate.of(Workload.YEAR + 1, 1, 3).toEpochDay() * MS_A_DAY;

    /** Name of the counter of plays that counted. */
    public static final String STREAMS = "firstThoughtStreams";

    /** Name of the counter of copies. */
    public static final String DUPLICATES = "firstThoughtDuplicates";

    /** Name of the counter of reviews before the year's end. */
    public static final String REVIEWS = "firstThoughtReviews";

    /** The days by epoch day. */
    static final MapStateDescriptor<Integer, DayRecord> DAYS =
            new MapStateDescriptor<>(
                    "days",
                    Types.INT,
                    Types.POJO(
                            DayRecord.class,
                            Map.of(
                                    "songs",
                                    Types.MAP(
                                            Types.STRING, TypeInformation.of(SongTotals.class)))));

    /** Ids of the plays that counted. */
    static final MapStateDescriptor<String, Boolean> SEEN =
            new MapStateDescriptor<>("seen", Types.STRING, Types.BOOLEAN);

    private final String catalogueFile;
    private final String profilesFile;
    private final boolean nightly;

    private transient MapState<Integer, DayRecord> days;
    private transient MapState<String, Boolean> seen;
    private transient SideData side;
    private transient Counter streams;
    private transient Counter duplicates;
    private transient Counter reviews;

    /**
     * @param nightly whether a listener who streamed is reviewed at the end of the day too
     */
    public FirstThoughtFunction(Workload workload, boolean nightly) {
        this.catalogueFile = workload.catalogue().toString();
        this.profilesFile = workload.profiles().toString();
        this.nightly = nightly;
    }

    @Override
    public void open(OpenContext context) throws Exception {
        days = getRuntimeContext().getMapState(DAYS);
        seen = getRuntimeContext().getMapState(SEEN);
        side = SideData.load(catalogueFile, profilesFile);
        streams = getRuntimeContext().getMetricGroup().counter(STREAMS);
        duplicates = getRuntimeContext().getMetricGroup().counter(DUPLICATES);
        reviews = getRuntimeContext().getMetricGroup().counter(REVIEWS);
    }

    @Override
    public void processElement(SimplePlay play, Context context, Collector<SimpleReview> out)
            throws Exception {
        if (play.msPlayed() < 30_000) {
            return;
        }
        if (seen.contains(play.eventId())) {
            duplicates.inc();
            return;
        }
        seen.put(play.eventId(), true);
        int date = SimpleDates.of(play, side.profiles());
        DayRecord day = days.get(date);
        if (day == null) {
            day = new DayRecord();
            context.timerService().registerEventTimeTimer(END_OF_YEAR);
        }
        day.add(play.contentUri(), play.msPlayed());
        days.put(date, day);
        streams.inc();
        if (nightly) {
            long tonight = (context.timestamp() / MS_A_DAY + 1) * MS_A_DAY;
            context.timerService().registerEventTimeTimer(tonight);
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<SimpleReview> out)
            throws Exception {
        String userId = context.getCurrentKey();
        boolean yearsEnd = timestamp == END_OF_YEAR;
        if (!yearsEnd) {
            reviews.inc();
        }
        Map<Integer, DayRecord> all = new HashMap<>();
        for (Map.Entry<Integer, DayRecord> day : days.entries()) {
            all.put(day.getKey(), day.getValue());
        }
        out.collect(
                new SimpleYear(
                                userId,
                                Workload.YEAR,
                                all,
                                side.profiles().get(userId),
                                side.catalogue())
                        .review(yearsEnd));
        if (yearsEnd) {
            all.forEach(
                    (date, day) ->
                            FirstThought.DATES.addDate(userId, date, day.streams(), day.ms()));
        }
    }
}
