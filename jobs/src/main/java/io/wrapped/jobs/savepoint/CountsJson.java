package io.wrapped.jobs.savepoint;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;

/** What a savepoint holds, as a JSON object; docs/savepoints.md names its fields. */
public final class CountsJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private CountsJson() {}

    /** Reads all listeners of a savepoint. */
    public static String of(SavepointContents contents) throws SavepointException {
        StateCounts counts = contents.counts();
        ObjectNode document = JSON.createObjectNode();
        document.put("checkpoint_id", contents.checkpointId());
        document.put("parallelism", contents.parallelism());
        document.put("max_parallelism", contents.maxParallelism());
        document.put("users", counts.users());
        document.put("erased", counts.erased());
        document.put("streams", counts.streams());
        document.put("days", counts.days());
        boolean any = counts.days() > 0;
        document.put("first_date", any ? date(counts.firstDay()) : null);
        document.put("last_date", any ? date(counts.lastDay()) : null);
        document.put("items", counts.items());
        document.put("exclusions", counts.exclusions());
        document.put("waiting_users", counts.waitingUsers());
        document.put("waiting_plays", counts.waitingPlays());
        ObjectNode bytes = document.putObject("bytes");
        new TreeMap<>(counts.bytes()).forEach(bytes::put);
        ObjectNode versions = document.putObject("versions");
        for (Map.Entry<String, Long> count : new TreeMap<>(counts.versions()).entrySet()) {
            String[] place = count.getKey().split(" ", 2);
            versions.withObjectProperty(place[0]).put(place[1], count.getValue());
        }
        return document.toString();
    }

    private static String date(int epochDay) {
        return LocalDate.ofEpochDay(epochDay).toString();
    }
}
