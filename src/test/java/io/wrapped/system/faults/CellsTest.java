package io.wrapped.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CellsTest {
    private static final String WHOLE =
            """
            {"status":"complete","title":"A day","text":"All music.","fingerprint":"f"}\
            """;

    @Test
    void aStoryWithoutItsTextTitleOrFingerprintIsHollow() {
        assertThat(Cells.hollow("ana", document(WHOLE))).isEmpty();
        for (String part : new String[] {"A day", "All music.", "f"}) {
            String hollow = WHOLE.replace("\"" + part + "\"", "null");
            assertThat(Cells.hollow("ana", document(hollow))).containsExactly("ana 2026-03-01");
        }
    }

    @Test
    void aStoryThatIsStillToComeIsNot() {
        assertThat(Cells.hollow("ana", document("{\"status\":\"pending\"}"))).isEmpty();
    }

    private static String document(String report) {
        return "{\"remarkable_days\":[{\"date\":\"2026-03-01\",\"report\":" + report + "}]}";
    }
}
