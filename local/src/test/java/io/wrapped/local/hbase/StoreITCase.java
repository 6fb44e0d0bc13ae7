package io.wrapped.local.hbase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.wrapped.local.ServerJvm;
import io.wrapped.sinks.hbase.HBaseOptions;
import io.wrapped.sinks.hbase.HBaseStoryStore;
import io.wrapped.sinks.hbase.HBaseTables;
import io.wrapped.sinks.hbase.ReviewReader;
import io.wrapped.sinks.hbase.ReviewReader.StoredReview;
import io.wrapped.sinks.hbase.ReviewTable;
import io.wrapped.sinks.hbase.Slot;
import io.wrapped.sinks.hbase.StoreMutation;
import io.wrapped.state.review.StoreVersion;
import io.wrapped.state.story.Fingerprint;
import io.wrapped.state.story.StoredStories;
import io.wrapped.state.story.Story;
import io.wrapped.state.story.Story.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.hadoop.hbase.HBaseConfiguration;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Admin;
import org.apache.hadoop.hbase.client.AsyncConnection;
import org.apache.hadoop.hbase.client.Connection;
import org.apache.hadoop.hbase.client.ConnectionFactory;
import org.apache.hadoop.hbase.client.RegionLocator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreITCase {
    private static final TableName TABLE = TableName.valueOf("wrapped");
    private static final int MARCH_9 = (int) LocalDate.of(2025, 3, 9).toEpochDay();
    private static final int BUCKETS = 3;
    private static final String FACTS = "{\"value\":12.0}";

    /** As large as the jobs' versions are, far beyond any clock. */
    private static final long V = StoreVersion.of(1_760_000_000L, 1);

    @TempDir private static Path dir;

    private static ServerJvm server;
    private static String quorum;
    private static Configuration options;
    private static HBaseStoryStore stories;
    private static ReviewReader reader;

    @BeforeAll
    static void start() throws Exception {
        server = ServerJvm.start(HBaseServer.class, "--dir", dir.toString());
        Map<String, String> ready = server.ready();
        quorum = ready.get("quorum");
        options = StoreFixtures.options(ready);
        options.set(HBaseOptions.OPERATION_TIMEOUT, Duration.ofSeconds(20));
        options.set(HBaseOptions.SALT_BUCKETS, BUCKETS);
        HBaseTables.create(options);
        stories = new HBaseStoryStore(options);
        reader = new ReviewReader(options);
    }

    @AfterAll
    static void stop() throws Exception {
        stories.close();
        reader.close();
        server.close();
    }

    @Test
    void tableIsCreatedOnceAndToldApartFromWhatIsAsked() throws Exception {
        HBaseTables.create(options);
        Configuration other = new Configuration(options);
        other.set(HBaseOptions.SALT_BUCKETS, 5);
        assertThatThrownBy(() -> HBaseTables.create(other))
                .hasMessage(
                        "table wrapped exists and differs from what is asked:"
                                + " wrapped.salt-buckets is 3, asked 5");
    }

    @Test
    void storyOfTheGreaterVersionWinsWhateverTheOrder() throws Exception {
        Story newer = story(FACTS, "newer");
        stories.write("order", MARCH_9, newer, V + 1).get();
        stories.write("order", MARCH_9, story(FACTS, "older"), V).get();
        stories.write("order", MARCH_9 + 1, story(FACTS, "another day"), V).get();
        assertThat(stories.read("order", List.of(MARCH_9)).get())
                .isEqualTo(
                        new StoredStories(
                                Map.of(MARCH_9, newer), Map.of(MARCH_9, V + 1), Long.MIN_VALUE));
        assertThat(stories.read("nobody", List.of(MARCH_9)).get())
                .isEqualTo(new StoredStories(Map.of(), Map.of(), Long.MIN_VALUE));
    }

    @Test
    void aDeletedStoryCountsAsTellingNothingAndHidesNoLaterOne() throws Exception {
        Story later = story(FACTS, "later");
        stories.write("deleted", MARCH_9, story(FACTS, "old"), V).get();
        stories.write("deleted", MARCH_9 + 1, story(FACTS, "kept"), V).get();
        stories.delete("deleted", MARCH_9, V).get();
        assertThat(stories.read("deleted", List.of(MARCH_9, MARCH_9 + 1)).get().byDay())
                .containsOnlyKeys(MARCH_9 + 1);

        stories.write("deleted", MARCH_9, story(FACTS, "under way"), V).get();
        assertThat(stories.read("deleted", List.of(MARCH_9)).get().byDay()).isEmpty();
        stories.write("deleted", MARCH_9, later, V + 1).get();
        assertThat(stories.read("deleted", List.of(MARCH_9)).get().byDay())
                .isEqualTo(Map.of(MARCH_9, later));
    }

    @Test
    void storyIsShownOnlyBesideItsFacts() throws Exception {
        String other = "{\"value\":12.5}";
        StoreFixtures.write(
                options,
                StoreMutation.putReview("reader", 2025, Slot.FINAL, document(FACTS), V),
                StoreMutation.putReview("reader", 2025, Slot.LIVE, document(other), V));
        assertThat(read("reader", Slot.FINAL)).contains("\"report\":{\"status\":\"pending\"");
        stories.write("reader", MARCH_9, story(FACTS, "told"), V).get();
        assertThat(read("reader", Slot.FINAL))
                .contains("\"facts\":" + FACTS + ",\"report\":{\"status\":\"complete\"")
                .contains("\"text\":\"told\"");
        assertThat(read("reader", Slot.LIVE))
                .contains("\"facts\":" + other + ",\"report\":{\"status\":\"stale\"")
                .doesNotContain("told");
        assertThat(reader.review("reader", 2024, Slot.LIVE).get()).isEmpty();
    }

    @Test
    void aServiceReadsThroughItsOwnConnectionWhichStaysOpen() throws Exception {
        StoreFixtures.write(
                options, StoreMutation.putReview("own", 2025, Slot.FINAL, document(FACTS), V));
        stories.write("own", MARCH_9, story(FACTS, "told"), V).get();
        org.apache.hadoop.conf.Configuration client = HBaseConfiguration.create();
        client.set("hbase.zookeeper.quorum", quorum);
        try (AsyncConnection connection = ConnectionFactory.createAsyncConnection(client).get()) {
            try (ReviewReader service = new ReviewReader(connection, TABLE)) {
                assertThat(service.review("own", 2025, Slot.FINAL).get())
                        .contains(read("own", Slot.FINAL))
                        .hasValueSatisfying(review -> assertThat(review).contains("told"));
            }
            assertThat(connection.isClosed()).isFalse();
        }
    }

    @Test
    void documentsOfAUserAndOfEverybodyAreListed() throws Exception {
        StoreFixtures.write(
                options,
                StoreMutation.putReview("list-a", 2031, Slot.LIVE, document(FACTS), V),
                StoreMutation.putReview("list-a", 2032, Slot.LIVE, document(FACTS), V),
                StoreMutation.putReview("list-a", 2032, Slot.PREVIEW, document(FACTS), V),
                StoreMutation.putReview("list-b", 2032, Slot.LIVE, document(FACTS), V));
        assertThat(reader.keys("list-a").get())
                .containsExactly(
                        new ReviewReader.Key(2031, Slot.LIVE),
                        new ReviewReader.Key(2032, Slot.LIVE),
                        new ReviewReader.Key(2032, Slot.PREVIEW));
        assertThat(reader.keys("nobody").get()).isEmpty();
        List<String> ofYear = new ArrayList<>();
        reader.forEach(2032, Slot.LIVE, review -> ofYear.add(review.userId()));
        assertThat(ofYear).containsExactlyInAnyOrder("list-a", "list-b");
        List<StoredReview> all = new ArrayList<>();
        reader.forEach(Slot.LIVE, all::add);
        assertThat(all)
                .filteredOn(review -> review.userId().startsWith("list-"))
                .extracting(review -> review.userId() + " " + review.key().year())
                .containsExactlyInAnyOrder("list-a 2031", "list-a 2032", "list-b 2032");
    }

    @Test
    void daysAreReadByDateAndGoneWhenDeleted() throws Exception {
        StoreFixtures.write(
                options,
                StoreMutation.putDay("days", 100, "{\"a\":1}", V)
                        .and(StoreMutation.putDay("days", 101, "{\"a\":2}", V)),
                StoreMutation.putDay("days", 102, "{\"a\":3}", V));
        assertThat(reader.days("days", 100, 101).get())
                .isEqualTo(Map.of(100, "{\"a\":1}", 101, "{\"a\":2}"));
        StoreFixtures.write(
                options,
                StoreMutation.deleteDay("days", 100, V + 1)
                        .and(StoreMutation.putDay("days", 101, "{\"a\":4}", V + 1)));
        assertThat(reader.days("days", 0, 200).get())
                .isEqualTo(Map.of(101, "{\"a\":4}", 102, "{\"a\":3}"));
        StoreFixtures.write(options, StoreMutation.putDay("days", 100, "{\"a\":5}", V + 2));
        assertThat(reader.days("days", 100, 100).get()).isEqualTo(Map.of(100, "{\"a\":5}"));
    }

    @Test
    void erasureHidesWhatIsOlderForGoodAndNothingThatComesAfter() throws Exception {
        StoreFixtures.write(
                options,
                StoreMutation.putReview("gone", 2025, Slot.LIVE, document(FACTS), V),
                StoreMutation.putDay("gone", 100, "{}", V));
        stories.write("gone", MARCH_9, story(FACTS, "told"), V).get();
        StoreFixtures.write(options, StoreMutation.eraseUser("gone", V + 1));
        compact("gone");
        stories.write("gone", MARCH_9, story(FACTS, "late"), V).get();
        StoreFixtures.write(options, StoreMutation.putDay("gone", 100, "{}", V));
        assertThat(reader.keys("gone").get()).isEmpty();
        assertThat(reader.days("gone", 0, 200).get()).isEmpty();
        assertThat(stories.read("gone", List.of(MARCH_9)).get())
                .isEqualTo(new StoredStories(Map.of(), Map.of(), V + 1));
        StoreFixtures.write(
                options, StoreMutation.putReview("gone", 2025, Slot.LIVE, document(FACTS), V + 2));
        assertThat(read("gone", Slot.LIVE)).contains("pending");
        stories.write("gone", MARCH_9, story(FACTS, "back"), V + 2).get();
        assertThat(stories.read("gone", List.of(MARCH_9)).get())
                .isEqualTo(
                        new StoredStories(
                                Map.of(MARCH_9, story(FACTS, "back")),
                                Map.of(MARCH_9, V + 2),
                                V + 1));
        StoreFixtures.write(options, StoreMutation.eraseUser("gone", V + 3));
        assertThat(stories.read("gone", List.of(MARCH_9)).get())
                .isEqualTo(new StoredStories(Map.of(), Map.of(), V + 3));
    }

    /**
     * A major compaction of a user's region, after which HBase usually forgets what was deleted.
     */
    private static void compact(String userId) throws Exception {
        org.apache.hadoop.conf.Configuration client = HBaseConfiguration.create();
        client.set("hbase.zookeeper.quorum", quorum);
        try (Connection connection = ConnectionFactory.createConnection(client);
                Admin admin = connection.getAdmin();
                RegionLocator regions = connection.getRegionLocator(TABLE)) {
            byte[] row = new ReviewTable(BUCKETS).rowKey(userId);
            byte[] region = regions.getRegionLocation(row).getRegion().getRegionName();
            admin.flushRegion(region);
            admin.majorCompactRegion(region);
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> admin.getLastMajorCompactionTimestampForRegion(region) > 0);
        }
    }

    private static String read(String userId, Slot slot) throws Exception {
        return reader.review(userId, 2025, slot).get().orElseThrow();
    }

    private static Story story(String facts, String text) {
        return new Story(
                Status.COMPLETE,
                "title",
                text,
                "en",
                "m",
                "1",
                Fingerprint.of(facts, "1", "m", "en"),
                null);
    }

    private static String document(String facts) {
        return "{\"remarkable_days\":[{\"date\":\"2025-03-09\",\"facts\":" + facts + "}]}";
    }
}
