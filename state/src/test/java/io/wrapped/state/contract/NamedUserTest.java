package io.wrapped.state.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.wrapped.state.contract.NamedUser.Form;
import io.wrapped.state.proto.Exclusion;
import io.wrapped.state.proto.Play;
import io.wrapped.state.proto.Profile;
import io.wrapped.state.proto.ReportRequest;
import org.junit.jupiter.api.Test;

class NamedUserTest {

    @Test
    void userIsReadFromWhatBreaksABound() {
        assertThat(named(Form.PLAY, Play.newBuilder().setUserId("ana").build().toByteArray()))
                .isEqualTo("ana");
        assertThat(named(Form.PROFILE, Profile.newBuilder().setUserId("ana").build().toByteArray()))
                .isEqualTo("ana");
        assertThat(
                        named(
                                Form.EXCLUSION,
                                Exclusion.newBuilder().setUserId("ana").build().toByteArray()))
                .isEqualTo("ana");
        assertThat(
                        named(
                                Form.REPORT_REQUEST,
                                ReportRequest.newBuilder().setUserId("ana").build().toByteArray()))
                .isEqualTo("ana");
        assertThat(named(Form.ROW, "{\"user_id\":\"ana\",\"zone\":7}".getBytes(UTF_8)))
                .isEqualTo("ana");
    }

    @Test
    void aRowThatBreaksOffStillNamesItsUser() {
        assertThat(named(Form.ROW, "{\"user_id\":\"ana\",\"zo".getBytes(UTF_8))).isEqualTo("ana");
    }

    @Test
    void whatNamesNobodyIsNobodys() {
        byte[] garbage = {(byte) 0xff, (byte) 0xff, 7};

        for (Form form : Form.values()) {
            assertThat(named(form, garbage)).as("%s", form).isNull();
            assertThat(named(form, new byte[0])).as("%s", form).isNull();
        }
        assertThat(named(Form.ROW, "ana,Halo,1".getBytes(UTF_8))).isNull();
        byte[] tooLong = Play.newBuilder().setUserId("x".repeat(129)).build().toByteArray();
        assertThat(named(Form.PLAY, tooLong)).isNull();
    }

    @Test
    void aKeyIsTheUserOrBeginsWithIt() {
        assertThat(NamedUser.inKey("ana".getBytes(UTF_8))).isEqualTo("ana");
        assertThat(NamedUser.inKey("ana\u001fTRACK\u001fsong:1".getBytes(UTF_8))).isEqualTo("ana");
        assertThat(NamedUser.inKey(new byte[0])).isNull();
        assertThat(NamedUser.inKey(new byte[] {(byte) 0xff})).isNull();
    }

    private static String named(Form form, byte[] value) {
        return NamedUser.inValue(form, value);
    }
}
