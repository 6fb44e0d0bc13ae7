package io.wrapped.state.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** Records that lie on the topics were written by other versions of the schema. */
class SchemaEvolutionTest {
    private static final long NOW = 1_780_272_000_000L;
    private static final Named ARTIST = new Named("a1", "Artist");

    @Test
    void recordsOfThePreviousVersionAreReadWithNewFieldsAbsent() throws Exception {
        assertThat(ProtoRecords.play(written("previous", "play"), NOW)).isEqualTo(play(null, null));
        assertThat(ProtoRecords.catalogueItem(written("previous", "catalogue")))
                .isEqualTo(item(List.of(ARTIST), null));
        assertThat(ProtoRecords.profile(written("previous", "profile")))
                .isEqualTo(new Profile("u1", "Asia/Tokyo", null, null, null, false));
        assertThat(ProtoRecords.exclusion(written("previous", "exclusion")))
                .isEqualTo(new Exclusion("u1", Exclusion.Target.ARTIST, "a1", true, 7));
        assertThat(ProtoRecords.trigger(written("previous", "control")))
                .isEqualTo(
                        new Trigger(
                                "c1",
                                2025,
                                day("2025-12-31"),
                                Trigger.Scope.EVERYONE,
                                List.of(),
                                null,
                                0,
                                Trigger.Purpose.FINAL));
    }

    @Test
    void recordsOfALaterVersionAreReadWithoutTheFieldsItAdded() throws Exception {
        assertThat(ProtoRecords.play(written("next", "play"), NOW))
                .isEqualTo(play(-300, new Source("Title", "Artist", null, null)));
        assertThat(ProtoRecords.catalogueItem(written("next", "catalogue")))
                .isEqualTo(item(List.of(ARTIST, new Named("a2", null)), 1999));
        assertThat(ProtoRecords.profile(written("next", "profile")))
                .isEqualTo(new Profile("u1", "Asia/Tokyo", "--05-05", "et", null, false));
        assertThat(ProtoRecords.exclusion(written("next", "exclusion")))
                .isEqualTo(new Exclusion("u1", Exclusion.Target.ARTIST, "a1", true, 7));
        assertThat(ProtoRecords.trigger(written("next", "control")))
                .isEqualTo(
                        new Trigger(
                                "c1",
                                2025,
                                day("2025-11-15"),
                                Trigger.Scope.USERS,
                                List.of("u1", "u2"),
                                null,
                                0,
                                Trigger.Purpose.PREVIEW));
    }

    private static Play play(Integer offset, Source source) {
        return new Play(
                "e1",
                "u1",
                "spotify:track:1",
                Kind.MUSIC,
                1_740_830_400_000L,
                50_000,
                offset,
                null,
                null,
                false,
                null,
                null,
                null,
                source);
    }

    private static CatalogueItem item(List<Named> artists, Integer releaseYear) {
        return new CatalogueItem(
                "spotify:track:1",
                "Song",
                Kind.MUSIC,
                artists,
                null,
                null,
                List.of("pop"),
                releaseYear,
                null,
                null,
                null,
                null);
    }

    private static int day(String date) {
        return Math.toIntExact(LocalDate.parse(date).toEpochDay());
    }

    private static byte[] written(String version, String record) throws IOException {
        String resource = "/contract/" + version + "-schema.properties";
        try (InputStream file = SchemaEvolutionTest.class.getResourceAsStream(resource)) {
            Properties records = new Properties();
            records.load(file);
            return HexFormat.of().parseHex(records.getProperty(record));
        }
    }
}
