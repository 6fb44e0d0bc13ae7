package io.wrapped.jobs.cli.held;

import io.wrapped.sinks.kafka.Topics;
import java.util.List;
import java.util.Map;

/**
 * What the topics hold of a user, plays aside.
 *
 * @param removable what an erasure takes back, by place; what was replaced or taken back is not
 *     among it
 * @param replaced records that name the user and were replaced or taken back, but are still read
 * @param profiles profiles that hold, an erasure among them
 * @param triggers triggers that name the user
 * @param outcomes outcomes of imports that name the user
 * @param unclear dead letters of which nobody can tell whose they are
 * @param mentions those of these that contain the user's id
 */
public record Held(
        String userId,
        Map<Place, List<HeldRecord>> removable,
        int replaced,
        List<HeldRecord> profiles,
        List<HeldRecord> triggers,
        List<HeldRecord> outcomes,
        List<HeldRecord> unclear,
        List<HeldRecord> mentions) {

    /** The topics from which an erasure takes records back. */
    public enum Place {
        EXCLUSIONS("exclusion", "exclusions"),
        REQUESTS("request for a story", "requests for stories"),
        FAILURES("failed story", "failed stories"),
        DEAD_LETTERS("dead letter", "dead letters");

        private final String one;
        private final String many;

        Place(String one, String many) {
            this.one = one;
            this.many = many;
        }

        /** So many of what stands there. */
        public String count(int number) {
            return number + " " + (number == 1 ? one : many);
        }

        /** The topic's name. */
        public String topic(Topics topics) {
            return switch (this) {
                case EXCLUSIONS -> topics.exclusion();
                case REQUESTS -> topics.reportRequests();
                case FAILURES -> topics.reportFailures();
                case DEAD_LETTERS -> topics.deadLetters();
            };
        }
    }

    /** What an erasure takes back from a place. */
    public List<HeldRecord> at(Place place) {
        return removable.getOrDefault(place, List.of());
    }

    /** All that an erasure takes back. */
    public List<HeldRecord> all() {
        return removable.values().stream().flatMap(List::stream).toList();
    }
}
