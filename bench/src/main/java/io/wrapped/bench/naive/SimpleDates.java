package io.wrapped.bench.naive;

import io.wrapped.state.contract.Profile;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;

/** The local date of a play. */
public final class SimpleDates {
    private SimpleDates() {}

    /** Days since 1970-01-01, by the play's own offset, else the listener's zone, else UTC. */
    public static int of(SimplePlay play, Map<String, Profile> profiles) {
        Instant ended = Instant.ofEpochMilli(play.endedAt());
        ZoneId zone = ZoneOffset.UTC;
        if (play.utcOffsetMinutes() != null) {
            zone = ZoneOffset.ofTotalSeconds(play.utcOffsetMinutes() * 60);
        } else {
            Profile profile = profiles.get(play.userId());
            if (profile != null) {
                zone = ZoneId.of(profile.zone());
            }
        }
        return (int) ended.atZone(zone).toLocalDate().toEpochDay();
    }
}
