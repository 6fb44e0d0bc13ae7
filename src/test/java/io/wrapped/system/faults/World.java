package io.wrapped.system.faults;

import io.wrapped.state.contract.CatalogueItem;
import io.wrapped.state.contract.Exclusion;
import io.wrapped.state.contract.Exclusion.Target;
import io.wrapped.state.contract.Kind;
import io.wrapped.state.contract.Named;
import io.wrapped.state.contract.Play;
import io.wrapped.state.contract.Profile;
import io.wrapped.state.contract.Source;
import io.wrapped.state.contract.Trigger;
import io.wrapped.state.contract.Trigger.Purpose;
import io.wrapped.state.contract.Trigger.Scope;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A small invented year, the same for the same seed. It comes in steps, each of which ends with a
 * trigger: zones change and listeners are erased only between steps, since there the order of
 * reading has a meaning. Within a step plays come late, twice, privately and beside exclusions.
 *
 * @param steps in order
 */
record World(long seed, List<Step> steps) {
    static final int YEAR = 2025;

    private static final String PROBE = "probe-";
    private static final int USERS = 8;
    private static final int PLAYS_A_STEP = 450;
    private static final int SONGS = 70;
    private static final int ARTISTS = 14;
    private static final int SHOWS = 4;
    private static final int FIRST_DAY = (int) LocalDate.of(YEAR, 1, 1).toEpochDay();
    private static final int DAYS = 365;
    private static final long DAY_MS = 86_400_000;
    private static final List<String> ZONES =
            List.of("Europe/Berlin", "America/Los_Angeles", "Asia/Kolkata", "Pacific/Auckland");

    /**
     * What is sent between two settlings of the stream.
     *
     * @param profiles sent first, and settled before the rest
     * @param listening plays and exclusions, in the order in which they are sent
     * @param trigger what ends the step
     */
    record Step(
            List<Profile> profiles,
            List<CatalogueItem> catalogue,
            List<Record> listening,
            Trigger trigger) {}

    static World of(long seed) {
        return new Maker(seed).make();
    }

    /** How many plays and exclusions there are. */
    int size() {
        return steps.stream().mapToInt(step -> step.listening().size()).sum();
    }

    /** Everybody who is heard of. */
    static List<String> users() {
        List<String> users = new ArrayList<>();
        for (int i = 0; i < USERS; i++) {
            users.add("user-" + i);
        }
        return users;
    }

    /** A play of a listener who is not of this world. */
    static Play probe(int number) {
        return new Play(
                "probe-" + number,
                PROBE + number,
                "song:0",
                Kind.MUSIC,
                FIRST_DAY * DAY_MS,
                60_000,
                0,
                null,
                null,
                false,
                null,
                null,
                null,
                null);
    }

    /** Whether a listener is of a world. */
    static boolean holds(String user) {
        return !user.startsWith(PROBE);
    }

    /** Whether a listener is erased at some time. */
    boolean isErasedOnce(String user) {
        return steps.stream()
                .flatMap(step -> step.profiles().stream())
                .anyMatch(profile -> profile.erased() && profile.userId().equals(user));
    }

    private static final class Maker {
        private final long seed;
        private final Random random;
        private final List<Play> sent = new ArrayList<>();
        private int events;
        private long changes;

        Maker(long seed) {
            this.seed = seed;
            random = Schedule.random(seed);
        }

        World make() {
            String erased = user();
            List<Step> steps = new ArrayList<>();
            steps.add(
                    new Step(
                            firstProfiles(),
                            catalogue(0.7),
                            listening(0, 200),
                            trigger(1, Scope.USERS, Purpose.PREVIEW)));
            steps.add(
                    new Step(
                            List.of(moved(user()), erasure(erased)),
                            List.of(),
                            listening(150, 300),
                            trigger(2, Scope.COHORT, Purpose.PREVIEW)));
            steps.add(
                    new Step(
                            List.of(moved(user()), moved(erased)),
                            catalogue(0.2),
                            listening(0, DAYS),
                            trigger(3, Scope.EVERYONE, Purpose.FINAL)));
            return new World(seed, List.copyOf(steps));
        }

        private List<Profile> firstProfiles() {
            List<Profile> profiles = new ArrayList<>();
            for (String user : users()) {
                if (chance(0.75)) {
                    profiles.add(moved(user));
                }
            }
            return profiles;
        }

        private Profile moved(String user) {
            String birthday = chance(0.5) ? "--0%d-1%d".formatted(1 + pick(9), pick(10)) : null;
            return new Profile(user, ZONES.get(pick(ZONES.size())), birthday, null, null, false);
        }

        private static Profile erasure(String user) {
            return new Profile(user, "UTC", null, null, null, true);
        }

        private List<CatalogueItem> catalogue(double share) {
            List<CatalogueItem> items = new ArrayList<>();
            for (int song = 0; song < SONGS; song++) {
                if (chance(share)) {
                    items.add(song(song));
                }
            }
            return items;
        }

        private CatalogueItem song(int song) {
            return new CatalogueItem(
                    "song:" + song,
                    "Song " + song + (chance(0.9) ? "" : " (again)"),
                    Kind.MUSIC,
                    List.of(artist(song % ARTISTS), artist(pick(ARTISTS))).subList(0, 1 + pick(2)),
                    null,
                    song % 10 == 0 ? "work:" + song / 20 : null,
                    List.of("genre " + song % 5, "genre " + (5 + pick(3))),
                    chance(0.9) ? 1970 + song * 55 / SONGS : null,
                    null,
                    null,
                    null,
                    null);
        }

        private static Named artist(int artist) {
            return new Named("artist:" + artist, "Artist " + artist);
        }

        /** Plays of some days of the year, most of them in order. */
        private List<Record> listening(int fromDay, int toDay) {
            record Arrival(double at, Record record) {}
            List<Arrival> arrivals = new ArrayList<>();
            for (int i = 0; i < PLAYS_A_STEP; i++) {
                Play play = play(fromDay + pick(toDay - fromDay));
                double delay = chance(0.1) ? random.nextDouble() * DAYS * DAY_MS : 0;
                arrivals.add(new Arrival(play.endedAt() + delay, play));
                sent.add(play);
                if (chance(0.04)) {
                    Play copied = sent.get(pick(sent.size()));
                    arrivals.add(new Arrival(play.endedAt(), copied));
                }
                if (chance(0.03)) {
                    arrivals.add(new Arrival(play.endedAt(), exclusion()));
                }
            }
            return arrivals.stream()
                    .sorted(Comparator.comparingDouble(Arrival::at))
                    .map(Arrival::record)
                    .toList();
        }

        private Play play(int day) {
            int which = pick(100);
            Kind kind = which < 85 ? Kind.MUSIC : which < 95 ? Kind.PODCAST : Kind.AUDIOBOOK;
            int content = kind == Kind.MUSIC ? skewed(SONGS) : pick(SHOWS * 3);
            long endedAt = (FIRST_DAY + day) * DAY_MS + (long) (random.nextDouble() * DAY_MS);
            return new Play(
                    "event-" + ++events,
                    user(),
                    uri(kind, content),
                    kind,
                    endedAt,
                    chance(0.1) ? pick(30_000) : 30_000 + pick(900_000),
                    chance(0.3) ? -720 + 60 * pick(25) : null,
                    chance(0.3) ? "list:" + pick(5) : null,
                    null,
                    chance(0.02),
                    null,
                    null,
                    null,
                    source(kind, content));
        }

        private static String uri(Kind kind, int content) {
            return switch (kind) {
                case MUSIC -> "song:" + content;
                case PODCAST -> "episode:" + content;
                case AUDIOBOOK -> "book:" + content;
            };
        }

        /** Names of the event's own, which are seldom the same for a content. */
        private @Nullable Source source(Kind kind, int content) {
            if (chance(0.5)) {
                return null;
            }
            return kind == Kind.MUSIC
                    ? new Source("Tune " + content, "Band " + content % ARTISTS, null, null)
                    : new Source("Part " + content, null, null, "Show " + content % SHOWS);
        }

        private Exclusion exclusion() {
            boolean excluded = chance(0.6);
            changes++;
            return switch (pick(4)) {
                case 0 -> excluding(Target.TRACK, "song:" + skewed(SONGS), excluded);
                case 1 -> excluding(Target.ARTIST, "artist:" + pick(ARTISTS), excluded);
                case 2 -> excluding(Target.SHOW, "name:show " + pick(SHOWS), excluded);
                default -> excluding(Target.CONTEXT, "list:" + pick(5), excluded);
            };
        }

        private Exclusion excluding(Target target, String id, boolean excluded) {
            return new Exclusion(user(), target, id, excluded, changes);
        }

        private Trigger trigger(int step, Scope scope, Purpose purpose) {
            return new Trigger(
                    "step-" + step,
                    YEAR,
                    FIRST_DAY + (purpose == Purpose.FINAL ? DAYS - 1 : 120 * step),
                    scope,
                    scope == Scope.USERS ? users().subList(0, 1 + pick(USERS)) : List.of(),
                    scope == Scope.COHORT ? "salt-" + seed : null,
                    scope == Scope.COHORT ? 0.6 : 0,
                    purpose);
        }

        private String user() {
            return "user-" + skewed(USERS);
        }

        private boolean chance(double share) {
            return random.nextDouble() < share;
        }

        private int pick(int bound) {
            return random.nextInt(bound);
        }

        /** Small numbers more often. */
        private int skewed(int bound) {
            return (int) (bound * random.nextDouble() * random.nextDouble());
        }
    }
}
