package io.wrapped.system.faults;

import io.wrapped.system.processes.PlantedJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the suite of faults must find. */
enum Mistake {
    PUT_WITHOUT_ITS_TIME_STAMP(
            "sinks/src/main/java/io/wrapped/sinks/hbase/HBaseSinkWriter.java",
            "put.addColumn(family, qualifier, cell.version(), value)",
            "put.addColumn(family, qualifier, value)"),
    WAITING_PLAYS_FORGOTTEN(
            "operators/src/main/java/io/wrapped/operators/listener/ListenerOperator.java",
            "waiting.save(this::save);",
            ""),
    OFFSETS_COMMITTED_EARLY(
            "operators/src/main/java/io/wrapped/operators/source/BrokerTimeReader.java",
            "            return splits;",
            """
                        return splits.stream()
                                .map(
                                        split ->
                                                new KafkaPartitionSplit(
                                                        split.getTopicPartition(),
                                                        Math.max(
                                                                split.getStartingOffset(),
                                                                split.getStartingOffset() + 9)))
                                .toList();
            """),
    ASKED_AGAIN_FOR_WHAT_IS_STORED(
            "operators/src/main/java/io/wrapped/operators/story/StoryTeller.java",
            "if (isComplete(stories.byDay().get(request.epochDay()), fingerprint)\n",
            "if (System.nanoTime() == 0\n");

    private final String source;
    private final String right;
    private final String wrong;

    Mistake(String source, String right, String wrong) {
        this.source = source;
        this.right = right;
        this.wrong = wrong;
    }

    /** Whether what it replaces stands in the project's sources. */
    boolean canBeMade(Path home) throws IOException {
        return Files.readString(home.resolve(source)).contains(right);
    }

    /** A copy of a jar with the mistake in it. */
    Path plant(Path home, Path jar, Path folder) throws IOException {
        return PlantedJar.of(home, jar, folder, source, right, wrong);
    }
}
