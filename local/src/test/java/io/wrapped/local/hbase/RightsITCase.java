package io.wrapped.local.hbase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.wrapped.local.ServerJvm;
import io.wrapped.sinks.hbase.HBaseOptions;
import io.wrapped.sinks.hbase.HBaseStoryStore;
import io.wrapped.sinks.hbase.HBaseTables;
import io.wrapped.sinks.hbase.ReviewReader;
import io.wrapped.sinks.hbase.Slot;
import io.wrapped.sinks.hbase.StoreMutation;
import io.wrapped.sinks.hbase.TableState;
import io.wrapped.sinks.hbase.UserRow;
import io.wrapped.state.review.StoreVersion;
import io.wrapped.state.story.Story;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivilegedExceptionAction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.Configuration;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Admin;
import org.apache.hadoop.hbase.client.Connection;
import org.apache.hadoop.hbase.client.TableDescriptorBuilder;
import org.apache.hadoop.hbase.security.access.Permission;
import org.apache.hadoop.hbase.security.access.Permission.Action;
import org.apache.hadoop.hbase.security.access.UserPermission;
import org.apache.hadoop.security.UserGroupInformation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The rights that docs/security.md names, each held by a user of its own, in an HBase that checks
 * them. Without Kerberos it believes whoever says who they are, and checks what they may do.
 */
class RightsITCase {
    private static final TableName TABLE = TableName.valueOf("wrapped");
    private static final String REVIEW = "{\"remarkable_days\":[]}";
    private static final long V = StoreVersion.of(1_760_000_000L, 1);
    private static final Story STORY =
            new Story(Story.Status.FAILED, null, null, "en", "m", "1", "f", "no");

    private static final String CHECKED =
            """
            <configuration>
              <property><name>hbase.security.authorization</name><value>true</value></property>
              <property><name>hbase.coprocessor.master.classes</name><value>CHECK</value></property>
              <property><name>hbase.coprocessor.region.classes</name><value>CHECK</value></property>
              <property><name>hbase.coprocessor.regionserver.classes</name><value>CHECK</value></property>
            </configuration>
            """
                    .replace("CHECK", "org.apache.hadoop.hbase.security.access.AccessController");

    @TempDir private static Path dir;

    private static ServerJvm server;
    private static Configuration options;

    @BeforeAll
    static void start() throws Exception {
        Path settings = Files.createDirectories(dir.resolve("settings"));
        Files.writeString(settings.resolve("hbase-site.xml"), CHECKED);
        server =
                ServerJvm.startAs(
                        "hbase",
                        settings + ":target/access-controller/*",
                        HBaseServer.class,
                        "--dir",
                        dir.toString());
        options = StoreFixtures.options(server.ready());
        options.set(HBaseOptions.OPERATION_TIMEOUT, Duration.ofSeconds(20));
        // It makes its own table of rights a moment after it is ready.
        await().atMost(Duration.ofMinutes(1))
                .ignoreExceptions()
                .until(() -> grant("maker", Permission.newBuilder("default"), Action.CREATE));
        String jobs = UserGroupInformation.getCurrentUser().getShortUserName();
        untilHeard(() -> as("maker", () -> created(options)));
        grant(jobs, Permission.newBuilder(TABLE), Action.READ, Action.WRITE);
        grant("reader", Permission.newBuilder(TABLE), Action.READ);
        untilHeard(
                () -> {
                    StoreFixtures.write(
                            options,
                            StoreMutation.putReview("ann", 2025, Slot.FINAL, REVIEW, V),
                            StoreMutation.putDay("ann", 100, "{}", V));
                    return as("reader", () -> read("ann")).isPresent();
                });
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void theJobsReadAndWrite() throws Exception {
        try (HBaseStoryStore stories = new HBaseStoryStore(options);
                UserRow rows = new UserRow(options)) {
            StoreFixtures.write(
                    options, StoreMutation.putReview("eve", 2025, Slot.LIVE, REVIEW, V));
            stories.write("eve", 1, STORY, V).get();
            stories.write("eve", 2, STORY, V).get();
            stories.delete("eve", 1, V).get();
            assertThat(stories.read("eve", List.of(1, 2)).get().byDay()).containsOnlyKeys(2);

            StoreFixtures.write(options, StoreMutation.eraseUser("eve", V + 1));
            assertThat(rows.read("eve").get().erased()).isTrue();
        }
    }

    @Test
    void whoMayReadReadsAllAndChangesNothing() throws Exception {
        List<String> everybody = new ArrayList<>();
        as(
                "reader",
                () -> {
                    try (ReviewReader reader = new ReviewReader(options)) {
                        assertThat(reader.days("ann", 100, 100).get()).containsOnlyKeys(100);
                        reader.forEach(Slot.FINAL, review -> everybody.add(review.userId()));
                    }
                    try (HBaseStoryStore stories = new HBaseStoryStore(options)) {
                        assertThatThrownBy(() -> stories.write("ann", 1, STORY, V).get())
                                .hasStackTraceContaining("AccessDeniedException");
                    }
                    return true;
                });
        assertThat(everybody).containsExactly("ann");
    }

    @Test
    void whoMayNotReadIsDenied() {
        assertThatThrownBy(() -> as("nobody", () -> read("ann")))
                .hasStackTraceContaining("AccessDeniedException");
    }

    /** These are what the doctor looks at. */
    @Test
    void theSettingsOfTheTableAreToldToWhoMayChangeIt() throws Exception {
        assertThat(as("maker", RightsITCase::state).differences()).isEmpty();
        assertThatThrownBy(() -> as("reader", RightsITCase::state))
                .hasStackTraceContaining("AccessDeniedException");
    }

    /** As they are that were created when there was no row of the layout. */
    @Test
    void aTableWithoutItsRowIsReadByWhoMayChangeItUntilItIsCreatedOnceMore() throws Exception {
        Configuration older = new Configuration(options);
        TableName table = TableName.valueOf("older");
        older.set(HBaseOptions.TABLE, table.getNameAsString());
        as("maker", () -> copied(table));
        grant("reader", Permission.newBuilder(table), Action.READ);

        untilHeard(() -> as("maker", () -> read("ann", older)).isEmpty());
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(
                        () ->
                                assertThatThrownBy(() -> as("reader", () -> read("ann", older)))
                                        .hasStackTraceContaining("run `wrapped create` once"));

        as("maker", () -> created(older));
        untilHeard(() -> as("reader", () -> read("ann", older)).isEmpty());
    }

    private static TableState state() throws Exception {
        try (Connection connection = HBaseTables.connect(options)) {
            return HBaseTables.state(connection, options);
        }
    }

    private static boolean created(Configuration options) throws Exception {
        HBaseTables.create(options);
        return true;
    }

    /** Creates a table with the attributes of the table and no row. */
    private static boolean copied(TableName name) throws Exception {
        try (Connection connection = HBaseTables.connect(options);
                Admin admin = connection.getAdmin()) {
            admin.createTable(TableDescriptorBuilder.copy(name, admin.getDescriptor(TABLE)));
        }
        return true;
    }

    private static Optional<String> read(String userId) throws Exception {
        return read(userId, options);
    }

    private static Optional<String> read(String userId, Configuration options) throws Exception {
        try (ReviewReader reader = new ReviewReader(options)) {
            return reader.review(userId, 2025, Slot.FINAL).get();
        }
    }

    private static boolean grant(String user, Permission.Builder on, Action... actions)
            throws Exception {
        UserPermission granted = new UserPermission(user, on.withActions(actions).build());
        return as(
                "hbase",
                () -> {
                    try (Connection connection = HBaseTables.connect(options)) {
                        connection.getAdmin().grant(granted, false);
                    }
                    return true;
                });
    }

    private static <T> T as(String user, PrivilegedExceptionAction<T> action) throws Exception {
        return UserGroupInformation.createRemoteUser(user).doAs(action);
    }

    /** Servers hear of a right a moment after it was granted. */
    private static void untilHeard(Callable<Boolean> action) {
        await().atMost(Duration.ofMinutes(1)).ignoreExceptions().until(action);
    }
}
