package io.wrapped.sinks.hbase;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.wrapped.state.story.Story;
import io.wrapped.state.story.Story.Status;
import org.junit.jupiter.api.Test;

class StoryJsonTest {
    private static final Story STORY =
            new Story(Status.COMPLETE, "t", "ü", "en", "m", "1", "f", null);

    @Test
    void storyIsOneJsonWithoutWhatIsAbsent() {
        assertThat(new String(StoryJson.bytes(STORY), UTF_8))
                .isEqualTo(
                        "{\"status\":\"COMPLETE\",\"title\":\"t\",\"text\":\"ü\",\"language\":\"en\","
                            + "\"model\":\"m\",\"prompt_version\":\"1\",\"fingerprint\":\"f\"}");
    }

    @Test
    void storyIsReadBack() {
        assertThat(StoryJson.story(StoryJson.bytes(STORY), "u", "20250101")).isEqualTo(STORY);
    }

    @Test
    void fieldsOfLaterReleasesAreIgnored() {
        String json = new String(StoryJson.bytes(STORY), UTF_8).replace("{", "{\"later\":1,");
        assertThat(StoryJson.story(json.getBytes(UTF_8), "u", "20250101")).isEqualTo(STORY);
    }

    @Test
    void damagedStoryCountsAsAbsent() {
        assertThat(StoryJson.story("{\"sta".getBytes(UTF_8), "u", "20250101")).isNull();
        assertThat(StoryJson.story("{}".getBytes(UTF_8), "u", "20250101")).isNull();
    }
}
