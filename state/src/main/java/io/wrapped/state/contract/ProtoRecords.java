package io.wrapped.state.contract;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;
import java.io.IOException;
import java.io.OutputStream;

/**
 * The records on the topics, as Protobuf bytes. Reading refuses what cannot be decoded or breaks a
 * bound; fields that this version does not know are ignored.
 */
public final class ProtoRecords {
    private static final String UNDECODABLE = "cannot be decoded (not the topic's message)";

    private ProtoRecords() {}

    /**
     * Reads a play.
     *
     * @param brokerTimestamp time stamp of the Kafka record, epoch milliseconds
     */
    public static Play play(byte[] value, long brokerTimestamp) throws RefusedException {
        Play play = unboundedPlay(value);
        Bounds.check(play, brokerTimestamp);
        return play;
    }

    static Play unboundedPlay(byte[] value) throws RefusedException {
        io.wrapped.state.proto.Play message;
        try {
            message = io.wrapped.state.proto.Play.parseFrom(value);
        } catch (InvalidProtocolBufferException e) {
            throw new RefusedException(UNDECODABLE, PrivateMark.inProto(value));
        }
        try {
            return ProtoReader.record(message);
        } catch (RefusedException e) {
            throw new RefusedException(e.reason(), message.getPrivateSession());
        }
    }

    /** Reads a play that was accepted when it came: no bound is checked again. */
    public static Play acceptedPlay(byte[] value) throws RefusedException {
        return ProtoReader.record(parse(io.wrapped.state.proto.Play.parser(), value));
    }

    /** Reads a catalogue record. */
    public static CatalogueItem catalogueItem(byte[] value) throws RefusedException {
        CatalogueItem record =
                ProtoReader.record(parse(io.wrapped.state.proto.CatalogueItem.parser(), value));
        Bounds.check(record);
        return record;
    }

    /** Reads a profile. */
    public static Profile profile(byte[] value) throws RefusedException {
        Profile record = ProtoReader.record(parse(io.wrapped.state.proto.Profile.parser(), value));
        Bounds.check(record);
        return record;
    }

    /** Reads an exclusion. */
    public static Exclusion exclusion(byte[] value) throws RefusedException {
        Exclusion record =
                ProtoReader.record(parse(io.wrapped.state.proto.Exclusion.parser(), value));
        Bounds.check(record);
        return record;
    }

    /** Reads a trigger. */
    public static Trigger trigger(byte[] value) throws RefusedException {
        Trigger record = ProtoReader.record(parse(io.wrapped.state.proto.Control.parser(), value));
        Bounds.check(record);
        return record;
    }

    /** Reads a report request. */
    public static ReportRequest reportRequest(byte[] value) throws RefusedException {
        return ProtoReader.record(parse(io.wrapped.state.proto.ReportRequest.parser(), value));
    }

    /** Reads a dead letter. */
    public static DeadLetter deadLetter(byte[] value) throws RefusedException {
        return ProtoReader.record(parse(io.wrapped.state.proto.DeadLetter.parser(), value));
    }

    /** Reads an outcome. */
    public static Outcome outcome(byte[] value) throws RefusedException {
        return ProtoReader.record(parse(io.wrapped.state.proto.Outcome.parser(), value));
    }

    /** Reads a report failure. */
    public static ReportFailure reportFailure(byte[] value) throws RefusedException {
        return ProtoReader.record(parse(io.wrapped.state.proto.ReportFailure.parser(), value));
    }

    /** Reads a step of a replay, whose plays were accepted before: no bound is checked again. */
    public static Replay replay(byte[] value) throws RefusedException {
        return ProtoReader.record(parse(io.wrapped.state.proto.Replay.parser(), value));
    }

    /** Reads a record of the archive. */
    public static ArchivedRecord archivedRecord(byte[] message) throws RefusedException {
        return ProtoReader.record(parse(io.wrapped.state.proto.ArchivedRecord.parser(), message));
    }

    /** Writes a play. */
    public static byte[] bytes(Play record) {
        return ProtoWriter.message(record).toByteArray();
    }

    /** Writes a catalogue record. */
    public static byte[] bytes(CatalogueItem record) {
        return ProtoWriter.message(record).toByteArray();
    }

    /** Writes a profile. */
    public static byte[] bytes(Profile record) {
        return ProtoWriter.message(record).toByteArray();
    }

    /** Writes an exclusion. */
    public static byte[] bytes(Exclusion record) {
        return ProtoWriter.message(record).toByteArray();
    }

    /** Writes a trigger. */
    public static byte[] bytes(Trigger record) {
        return ProtoWriter.message(record).toByteArray();
    }

    /** Writes a report request. */
    public static byte[] bytes(ReportRequest record) {
        return ProtoWriter.message(record).toByteArray();
    }

    /** Writes a dead letter. */
    public static byte[] bytes(DeadLetter record) {
        return ProtoWriter.message(record).toByteArray();
    }

    /** Writes an outcome. */
    public static byte[] bytes(Outcome record) {
        return ProtoWriter.message(record).toByteArray();
    }

    /** Writes a report failure. */
    public static byte[] bytes(ReportFailure record) {
        return ProtoWriter.message(record).toByteArray();
    }

    /** Writes a step of a replay. */
    public static byte[] bytes(Replay record) {
        return ProtoWriter.message(record).toByteArray();
    }

    /** Writes a record of the archive behind its length, as it stands in the archive's files. */
    public static void writeDelimited(ArchivedRecord record, OutputStream out) throws IOException {
        ProtoWriter.message(record).writeDelimitedTo(out);
    }

    private static <T> T parse(Parser<T> parser, byte[] value) throws RefusedException {
        try {
            return parser.parseFrom(value);
        } catch (InvalidProtocolBufferException e) {
            throw new RefusedException(UNDECODABLE, false);
        }
    }
}
