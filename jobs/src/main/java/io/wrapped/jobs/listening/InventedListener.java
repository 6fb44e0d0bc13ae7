package io.wrapped.jobs.listening;

import io.wrapped.state.contract.CatalogueItem;
import io.wrapped.state.contract.Kind;
import io.wrapped.state.contract.Play;
import io.wrapped.state.contract.Profile;
import io.wrapped.state.contract.Source;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One listener, who lives through a span of dates one by one: sessions on some dates, in them plays
 * one after another, partly of new contents and partly of those heard before.
 */
public final class InventedListener {
    private static final long MS_A_DAY = TimeUnit.DAYS.toMillis(1);
    private static final List<String> ZONES =
            List.of(
                    "America/New_York",
                    "America/Los_Angeles",
                    "America/Sao_Paulo",
                    "Europe/London",
                    "Europe/Berlin",
                    "Africa/Lagos",
                    "Asia/Kolkata",
                    "Asia/Tokyo",
                    "Asia/Jakarta",
                    "Australia/Sydney");
    private static final List<String> LOCALES = List.of("en", "de", "pt-BR", "ja", "id");

    // Real listeners of 1000 streams a year have about 130 active dates of 7 to 8 streams.
    private static final double STREAMS_A_DATE_AT_1000 = 7.7;
    private static final double STREAMS_A_DATE_GROWTH = 0.55;
    private static final double MOST_ACTIVE = 0.95;

    // New contents grow with the power 0.69 of streams: 70 of 100, 350 of 1000, 1000 of 5000.
    private static final double NEW_AT_100 = 0.483;
    private static final double NEW_FADES = -0.31;
    private static final int TRIES_FOR_NEW = 16;

    private static final long AWAKE_MS = TimeUnit.HOURS.toMillis(16);
    private static final int SHORTEST_MS = 30_000;

    private final int number;
    private final long seed;
    private final String userId;
    private final Contents contents;
    private final boolean named;
    private final SplittableRandom random;
    private final String zone;
    private final ZoneRules rules;
    private final int playlists;
    private final IntArrayList library = new IntArrayList();
    private final IntOpenHashSet owned = new IntOpenHashSet();
    private int streams;
    private int remainingStreams;
    private int remainingDates;
    private int remainingDays;

    /** Takes a play. */
    @FunctionalInterface
    interface Plays {
        void add(InventedListener listener, Play play);
    }

    /** What listeners of one audience have in common. */
    record World(long seed, int days, Contents contents, boolean named) {}

    InventedListener(int number, String userId, int allStreams, World world) {
        this.number = number;
        this.userId = userId;
        this.seed = world.seed();
        this.contents = world.contents();
        this.named = world.named();
        random = new SplittableRandom(Ids.mix(seed * 31 + number));
        zone = ZONES.get(random.nextInt(ZONES.size()));
        rules = ZoneId.of(zone).getRules();
        playlists = 3 + random.nextInt(8);
        remainingStreams = allStreams;
        remainingDays = world.days();
        remainingDates = dates(allStreams, world.days());
    }

    private static int dates(int streams, int days) {
        double aDate = STREAMS_A_DATE_AT_1000 * Math.pow(streams / 1000.0, STREAMS_A_DATE_GROWTH);
        return (int) Math.max(1, Math.min(MOST_ACTIVE * days, streams / Math.max(1, aDate)));
    }

    /** Which of all listeners, from 0 on. */
    public int number() {
        return number;
    }

    /** The user's id. */
    public String userId() {
        return userId;
    }

    SplittableRandom random() {
        return random;
    }

    /** The user's profile. */
    public Profile profile() {
        SplittableRandom own = new SplittableRandom(Ids.mix(seed * 37 + number));
        String birthday =
                own.nextInt(10) == 0
                        ? null
                        : String.format(
                                Locale.ROOT,
                                "--%02d-%02d",
                                1 + own.nextInt(12),
                                1 + own.nextInt(28));
        return new Profile(
                userId, zone, birthday, LOCALES.get(own.nextInt(LOCALES.size())), null, false);
    }

    /** Lives through the next date, which is that local date. */
    void live(int epochDay, Plays plays) {
        boolean active = random.nextInt(remainingDays) < remainingDates;
        remainingDays--;
        if (!active || remainingStreams == 0) {
            return;
        }
        int today = streamsToday();
        remainingDates--;
        remainingStreams -= today;
        int sessions = Math.min(today, sessions(today));
        double gapShrink = Math.min(1, AWAKE_MS / (today * 200_000.0));
        int left = today;
        for (int session = 0; session < sessions; session++) {
            int inSession = left / (sessions - session);
            left -= inSession;
            double hour = 7 + (session + random.nextDouble()) * 14 / sessions * gapShrink;
            listen(epochDay * MS_A_DAY + (long) (hour * 3_600_000), inSession, gapShrink, plays);
        }
    }

    private int streamsToday() {
        if (remainingDates == 1) {
            return remainingStreams;
        }
        double mean = remainingStreams / (double) remainingDates;
        int drawn = (int) Math.round(mean * Math.exp(0.6 * gaussian(random) - 0.18));
        return Math.max(1, Math.min(drawn, remainingStreams - remainingDates + 1));
    }

    private int sessions(int today) {
        if (today < 4) {
            return 1;
        }
        double u = random.nextDouble();
        return u < 0.6 ? 1 : u < 0.88 ? 2 : 3;
    }

    private void listen(long startLocalMs, int count, double gapShrink, Plays plays) {
        double localMs = startLocalMs;
        for (int i = 0; i < count; i++) {
            int content = content();
            int msPlayed = msPlayed(content);
            localMs += (msPlayed + 1_000 + random.nextInt(20_000)) * gapShrink;
            plays.add(this, play(content, (long) localMs, msPlayed));
            streams++;
        }
    }

    private int content() {
        double chanceOfNew = NEW_AT_100 * Math.pow((streams + 1) / 100.0, NEW_FADES);
        if (library.isEmpty() || random.nextDouble() < chanceOfNew) {
            for (int i = 0; i < TRIES_FOR_NEW; i++) {
                int drawn = contents.draw(random);
                if (owned.add(drawn)) {
                    library.add(drawn);
                    return drawn;
                }
            }
        }
        int size = library.size();
        double u = random.nextDouble();
        // Partly what came last, partly old favourites.
        int place =
                random.nextInt(3) == 0
                        ? size - 1 - random.nextInt(Math.min(size, 40))
                        : (int) (size * u * u);
        return library.getInt(place);
    }

    private int msPlayed(int content) {
        int duration = Contents.durationMs(content);
        return random.nextInt(4) > 0
                ? duration
                : SHORTEST_MS + random.nextInt(duration - SHORTEST_MS + 1);
    }

    private Play play(int content, long localMs, int msPlayed) {
        // The offset of the local time, which on two nights a year is off by an hour.
        int offsetSeconds = rules.getOffset(Instant.ofEpochMilli(localMs)).getTotalSeconds();
        long endedAt = localMs - offsetSeconds * 1000L;
        int offsetMinutes = rules.getOffset(Instant.ofEpochMilli(endedAt)).getTotalSeconds() / 60;
        return new Play(
                Ids.event(seed, number, streams),
                userId,
                Contents.uri(content),
                Contents.kind(content),
                endedAt,
                msPlayed,
                random.nextInt(10) == 0 ? null : offsetMinutes,
                Contents.kind(content) == Kind.MUSIC ? context(content) : null,
                null,
                false,
                null,
                null,
                null,
                named ? names(content) : null);
    }

    /** As a play carries them whose content no catalogue knows. */
    private Source names(int content) {
        CatalogueItem item = contents.item(content);
        return new Source(
                item.name(),
                item.artists().isEmpty() ? null : item.artists().get(0).name(),
                item.album(),
                item.show() == null ? null : item.show().name());
    }

    /** A song is mostly heard from the playlist that it is on, if it is on one. */
    private @Nullable String context(int content) {
        long home = Ids.mix(((long) number << 32) | content);
        if (random.nextInt(7) == 0) {
            home = random.nextLong();
        }
        return (home & 1) == 0
                ? null
                : Ids.playlist(number, (int) Math.floorMod(home >>> 8, (long) playlists));
    }

    static double gaussian(SplittableRandom random) {
        double u = 1 - random.nextDouble();
        return Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * random.nextDouble());
    }
}
