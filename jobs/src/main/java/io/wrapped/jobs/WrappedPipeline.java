package io.wrapped.jobs;

import io.wrapped.operators.decode.ArchiveOutput;
import io.wrapped.operators.decode.DecodeChangeFunction;
import io.wrapped.operators.decode.DecodeChangeFunction.Topic;
import io.wrapped.operators.decode.DecodePlayFunction;
import io.wrapped.operators.decode.Refusals;
import io.wrapped.operators.listener.Change;
import io.wrapped.operators.listener.ListenerClock;
import io.wrapped.operators.listener.ListenerOperator;
import io.wrapped.operators.listener.ListenerOptions;
import io.wrapped.operators.listener.ListenerUpdate;
import io.wrapped.operators.serialization.UserPlayTypeInfo;
import io.wrapped.operators.source.RawRecord;
import io.wrapped.state.contract.ArchivedRecord;
import io.wrapped.state.contract.DeadLetter;
import io.wrapped.state.contract.Outcome;
import io.wrapped.state.contract.PlayFormat;
import io.wrapped.state.contract.ReportRequest;
import io.wrapped.state.review.ReviewConfig;
import io.wrapped.state.rollup.UserPlay;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.operators.SimpleOperatorFactory;
import org.apache.flink.streaming.api.transformations.TwoInputTransformation;

/**
 * The wrapped job between its ends, from top to bottom:
 *
 * <ol>
 *   <li>plays are decoded, in their source's tasks; refused, private and short ones end here; the
 *       archive gets, in the same tasks, what is neither refused nor private;
 *   <li>profiles, exclusions, catalogue records and triggers are decoded;
 *   <li>plays, profiles and exclusions go to their listener, catalogue and triggers to every task;
 *   <li>{@link ListenerOperator} keeps listeners and says what is to be stored and asked for.
 * </ol>
 */
public final class WrappedPipeline {
    static final String DECODE_PLAYS = "decode-plays";
    static final String DECODE_PROFILES = "decode-profiles";
    static final String DECODE_EXCLUSIONS = "decode-exclusions";
    static final String DECODE_CATALOGUE = "decode-catalogue";
    static final String DECODE_CONTROL = "decode-control";
    static final String DECODE_REPLAYS = "decode-replays";

    /** The uid of the operator that keeps listeners. */
    public static final String LISTENERS = "listeners";

    private WrappedPipeline() {}

    /** The inputs, with watermarks of the brokers' time. */
    public record Inputs(
            DataStream<RawRecord> plays,
            DataStream<RawRecord> profiles,
            DataStream<RawRecord> exclusions,
            DataStream<RawRecord> catalogue,
            DataStream<RawRecord> control,
            DataStream<RawRecord> replays) {}

    /** Everything that comes out. */
    public record Outputs(
            DataStream<ListenerUpdate> updates,
            DataStream<ReportRequest> requests,
            DataStream<DeadLetter> deadLetters,
            DataStream<Outcome> outcomes,
            DataStream<ArchivedRecord> archivedPlays,
            DataStream<ArchivedRecord> archivedProfiles) {}

    /** Builds the job between the given ends, without an archive, for plays as Protobuf. */
    public static Outputs build(Inputs inputs, ListenerOptions options, ReviewConfig config) {
        return build(
                inputs, options, config, ListenerClock.PROCESSING_TIME, false, PlayFormat.PROTOBUF);
    }

    /**
     * Builds the job between the given ends.
     *
     * @param clock by which reviews are due
     * @param archived whether accepted plays and profiles come out to be kept
     * @param playFormat name of the {@link PlayFormat} of plays
     */
    public static Outputs build(
            Inputs inputs,
            ListenerOptions options,
            ReviewConfig config,
            ListenerClock clock,
            boolean archived,
            String playFormat) {
        SingleOutputStreamOperator<UserPlay> plays =
                inputs.plays()
                        .process(new DecodePlayFunction(config.streamMs(), archived, playFormat))
                        .returns(new UserPlayTypeInfo())
                        .setParallelism(inputs.plays().getParallelism())
                        .uid(DECODE_PLAYS)
                        .name("Decode plays, drop private and short ones");
        SingleOutputStreamOperator<Change> profiles =
                decode(
                        inputs.profiles(),
                        Topic.PROFILE,
                        archived,
                        DECODE_PROFILES,
                        "Decode profiles");
        SingleOutputStreamOperator<Change> exclusions =
                decode(
                        inputs.exclusions(),
                        Topic.EXCLUSION,
                        false,
                        DECODE_EXCLUSIONS,
                        "Decode exclusions");
        SingleOutputStreamOperator<Change> catalogue =
                decode(
                        inputs.catalogue(),
                        Topic.CATALOGUE,
                        false,
                        DECODE_CATALOGUE,
                        "Decode catalogue");
        SingleOutputStreamOperator<Change> control =
                decode(inputs.control(), Topic.CONTROL, false, DECODE_CONTROL, "Decode triggers");

        SingleOutputStreamOperator<Change> replays =
                decode(inputs.replays(), Topic.REPLAY, false, DECODE_REPLAYS, "Decode replays");

        DataStream<Change> changes =
                profiles.keyBy(Change::key)
                        .union(
                                exclusions.keyBy(Change::key),
                                holdingNothingBack(replays).keyBy(Change::key))
                        .union(catalogue.broadcast(), control.broadcast());
        SingleOutputStreamOperator<ListenerUpdate> updates =
                keepListeners(
                        plays.keyBy(UserPlay::userId),
                        changes,
                        new ListenerOperator(options, config, clock));

        return new Outputs(
                updates,
                updates.getSideOutput(ListenerOperator.REQUESTS),
                plays.getSideOutput(Refusals.DEAD_LETTERS)
                        .union(
                                profiles.getSideOutput(Refusals.DEAD_LETTERS),
                                exclusions.getSideOutput(Refusals.DEAD_LETTERS),
                                catalogue.getSideOutput(Refusals.DEAD_LETTERS),
                                control.getSideOutput(Refusals.DEAD_LETTERS),
                                replays.getSideOutput(Refusals.DEAD_LETTERS)),
                updates.getSideOutput(ListenerOperator.OUTCOMES)
                        .union(
                                plays.getSideOutput(Refusals.OUTCOMES),
                                profiles.getSideOutput(Refusals.OUTCOMES),
                                exclusions.getSideOutput(Refusals.OUTCOMES),
                                catalogue.getSideOutput(Refusals.OUTCOMES),
                                control.getSideOutput(Refusals.OUTCOMES),
                                replays.getSideOutput(Refusals.OUTCOMES)),
                plays.getSideOutput(ArchiveOutput.ARCHIVED),
                profiles.getSideOutput(ArchiveOutput.ARCHIVED));
    }

    /** Whatever is replayed, triggers and reviews wait for profiles and the like alone. */
    private static DataStream<Change> holdingNothingBack(DataStream<Change> replays) {
        return replays.assignTimestampsAndWatermarks(
                        WatermarkStrategy.<Change>forGenerator(context -> new AlwaysIdle<>()))
                .setParallelism(replays.getParallelism())
                .uid("replays-hold-nothing-back")
                .name("Replays hold nothing back");
    }

    /** Never has anybody wait. */
    private static final class AlwaysIdle<T> implements WatermarkGenerator<T> {
        @Override
        public void onEvent(T event, long timestamp, WatermarkOutput output) {
            output.markIdle();
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {
            output.markIdle();
        }
    }

    private static SingleOutputStreamOperator<Change> decode(
            DataStream<RawRecord> records, Topic topic, boolean archived, String uid, String name) {
        return records.process(new DecodeChangeFunction(topic, archived))
                .returns(TypeInformation.of(Change.class))
                .setParallelism(records.getParallelism())
                .uid(uid)
                .name(name);
    }

    /**
     * Connects plays and changes. The second input is partitioned edge by edge (by user, or to
     * all), so the operator sets the key of what is a user's itself; the DataStream API has no such
     * join.
     */
    private static SingleOutputStreamOperator<ListenerUpdate> keepListeners(
            KeyedStream<UserPlay, String> plays,
            DataStream<Change> changes,
            ListenerOperator operator) {
        TwoInputTransformation<UserPlay, Change, ListenerUpdate> listeners =
                new TwoInputTransformation<>(
                        plays.getTransformation(),
                        changes.getTransformation(),
                        "Roll up and review",
                        SimpleOperatorFactory.of(operator),
                        TypeInformation.of(ListenerUpdate.class),
                        plays.getExecutionEnvironment().getParallelism());
        listeners.setStateKeySelectors(plays.getKeySelector(), null);
        listeners.setStateKeyType(Types.STRING);
        plays.getExecutionEnvironment().addOperator(listeners);
        return new Updates(plays, listeners).uid(LISTENERS);
    }

    /** Gives access to the protected constructor. */
    private static final class Updates extends SingleOutputStreamOperator<ListenerUpdate> {
        Updates(
                DataStream<?> anyInput,
                TwoInputTransformation<UserPlay, Change, ListenerUpdate> transformation) {
            super(anyInput.getExecutionEnvironment(), transformation);
        }
    }
}
