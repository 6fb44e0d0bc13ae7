package io.wrapped.state.contract;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The time zones of the IANA database, by id. Java leaves a few of them out of its list, for it has
 * other uses for their names, and has ids of an older platform in it that are none.
 */
public final class Zones {
    private static final String NOT_IANA = "SystemV/";

    /** Ids of the database that Java does not list, with what they stand for. */
    private static final Map<String, String> UNLISTED =
            Map.of(
                    "EST", "-05:00",
                    "MST", "-07:00",
                    "HST", "-10:00",
                    "ROC", "Asia/Taipei",
                    "GMT+0", "Etc/GMT",
                    "GMT-0", "Etc/GMT");

    private static final Map<String, ZoneRules> RULES = rulesById();

    private Zones() {}

    /** Whether that is the id of a zone. An offset such as {@code +02:00} is none. */
    public static boolean isKnown(String id) {
        return RULES.containsKey(id);
    }

    /**
     * The zone's offset from UTC at a moment, in seconds.
     *
     * @param epochMs epoch milliseconds
     * @throws IllegalArgumentException when the zone is not known
     */
    public static int offsetSeconds(String id, long epochMs) {
        ZoneRules rules = RULES.get(id);
        if (rules == null) {
            throw new IllegalArgumentException("no zone of the IANA database: " + id);
        }
        return rules.getOffset(Instant.ofEpochMilli(epochMs)).getTotalSeconds();
    }

    private static Map<String, ZoneRules> rulesById() {
        Map<String, String> names = new TreeMap<>(UNLISTED);
        for (String id : ZoneId.getAvailableZoneIds()) {
            if (!id.startsWith(NOT_IANA)) {
                names.put(id, id);
            }
        }
        Map<String, ZoneRules> rules = new HashMap<>();
        names.forEach((id, name) -> rules.put(id, ZoneId.of(name).getRules()));
        return Map.copyOf(rules);
    }
}
