package io.wrapped.operators.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.wrapped.state.contract.CatalogueItem;
import io.wrapped.state.contract.Kind;
import io.wrapped.state.contract.Named;
import io.wrapped.state.contract.ProtoRecords;
import io.wrapped.state.review.Content;
import io.wrapped.state.rollup.IdHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.configuration.MemorySize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogueReplicaTest {
    @TempDir private Path folder;

    @Test
    void theLastRecordHoldsAlsoWhenAnOlderOneIsCached() throws IOException {
        try (CatalogueReplica catalogue = open()) {
            put(catalogue, item("song", "Old"), 1);
            assertThat(find(catalogue, "song").name()).isEqualTo("Old");

            put(catalogue, item("song", "New"), 2);

            assertThat(find(catalogue, "song").name()).isEqualTo("New");
            assertThat(find(catalogue, "song").changedAt()).isEqualTo(2);
        }
    }

    @Test
    void anUnknownUriIsFoundOnceItComes() throws IOException {
        try (CatalogueReplica catalogue = open()) {
            assertThat(find(catalogue, "song")).isNull();
            put(catalogue, item("song", "Name"), 1);

            assertThat(find(catalogue, "song").uri()).isEqualTo("song");
        }
    }

    @Test
    void aRecordThatIsTakenBackSaysNothingButWhen() throws IOException {
        try (CatalogueReplica catalogue = open()) {
            put(catalogue, item("song", "Name"), 1);
            catalogue.remove("song", 2);

            assertThat(find(catalogue, "song").uri()).isEqualTo("song");
            assertThat(find(catalogue, "song").name()).isNull();
            assertThat(find(catalogue, "song").changedAt()).isEqualTo(2);
        }
    }

    @Test
    void moreRecordsThanMemoryHoldsAreAllFound() throws IOException {
        try (CatalogueReplica catalogue = open()) {
            for (int i = 0; i < 20_000; i++) {
                put(catalogue, item("song" + i, "Name " + i), i);
            }
            for (int i = 0; i < 20_000; i += 997) {
                assertThat(find(catalogue, "song" + i).name()).isEqualTo("Name " + i);
            }
        }
    }

    @Test
    void aUriIsKeptUntilItsRecordIsTakenBack() throws IOException {
        try (CatalogueReplica catalogue = open()) {
            assertThat(keeps(catalogue, "song", "song")).isFalse();
            put(catalogue, item("song", "Name"), 1);
            assertThat(keeps(catalogue, "song", "song")).isTrue();
            assertThat(keeps(catalogue, "song", "another of the same hash")).isFalse();

            catalogue.remove("song", 2);
            assertThat(keeps(catalogue, "song", "song")).isFalse();
            put(catalogue, item("song", "Name"), 3);
            assertThat(keeps(catalogue, "song", "song")).isTrue();
        }
    }

    @Test
    void urisAreKeptAlsoWhereThereAreMoreThanMemoryHolds() throws IOException {
        try (CatalogueReplica catalogue = open()) {
            for (int i = 0; i < 20_000; i++) {
                put(catalogue, item("song" + i, "Name " + i), i);
            }
            catalogue.remove("song7", 1);
            for (int i = 0; i < 20_000; i++) {
                assertThat(keeps(catalogue, "song" + i, "song" + i)).isEqualTo(i != 7);
            }
        }
    }

    @Test
    void itsFolderGoesWithIt() throws IOException {
        open().close();

        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    private CatalogueReplica open() throws IOException {
        return new CatalogueReplica(folder, MemorySize.ofMebiBytes(1));
    }

    private static void put(CatalogueReplica catalogue, CatalogueItem item, long changedAt)
            throws IOException {
        catalogue.put(item.contentUri(), ProtoRecords.bytes(item), changedAt);
    }

    private static Content find(CatalogueReplica catalogue, String uri) {
        return catalogue.find(IdHash.of(uri));
    }

    private static boolean keeps(CatalogueReplica catalogue, String hashed, String uri) {
        return catalogue.keepsUri(IdHash.of(hashed), uri);
    }

    private static CatalogueItem item(String uri, String name) {
        return new CatalogueItem(
                uri,
                name,
                Kind.MUSIC,
                List.of(new Named("artist", null)),
                null,
                null,
                List.of("pop"),
                1999,
                null,
                null,
                null,
                null);
    }
}
