package io.wrapped.state.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.wrapped.state.contract.Play;
import io.wrapped.state.contract.PlayDecoder;
import io.wrapped.state.contract.PlayRecord;
import io.wrapped.state.contract.ProtoRecords;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import org.junit.platform.launcher.listeners.TestExecutionSummary.Failure;

/** The kit lets a good decoder pass, and of a bad one fails what says what is wrong with it. */
class PlayDecoderKitTest {
    /** The one that is held to the kit. */
    private static Class<? extends PlayDecoder> decoder = BadDecoders.Faultless.class;

    @Test
    void aGoodDecoderPasses() {
        TestExecutionSummary summary = runKit(BadDecoders.Faultless.class);

        assertThat(summary.getFailures()).isEmpty();
        assertThat(summary.getTestsSucceededCount()).isGreaterThan(20);
    }

    static List<Arguments> mistakes() {
        return List.of(
                mistake(
                        BadDecoders.KeepsACountry.class,
                        "one with no more than it must have, after others",
                        "whatWasReadBeforeDoesNotMatter",
                        "tasksSideBySideDoNotDisturbEachOther"),
                mistake(
                        BadDecoders.StaysAngry.class,
                        "once broken",
                        "whatWasReadBeforeDoesNotMatter"),
                mistake(
                        BadDecoders.CachesByLength.class,
                        "after others",
                        "whatWasReadBeforeDoesNotMatter",
                        "tasksSideBySideDoNotDisturbEachOther"),
                mistake(
                        BadDecoders.SharesAPlay.class,
                        "expected: Play[",
                        "tasksSideBySideDoNotDisturbEachOther"),
                mistake(
                        BadDecoders.Throws.class,
                        "the decoder failed: java.lang.IllegalStateException at ",
                        "aBrokenRecordIsRefused",
                        "aBrokenRecordOfAPrivateSessionIsMarked",
                        "nothingButARefusalComesOfAnyBytes"),
                mistake(
                        BadDecoders.GivesNothing.class,
                        "the decoder failed: it gave no play",
                        "aBrokenRecordIsRefused",
                        "aBrokenRecordOfAPrivateSessionIsMarked",
                        "nothingButARefusalComesOfAnyBytes"),
                mistake(
                        BadDecoders.MakesPlaysUp.class,
                        "[refusal]",
                        "aBrokenRecordIsRefused",
                        "aBrokenRecordOfAPrivateSessionIsMarked",
                        "whatWasReadBeforeDoesNotMatter"),
                mistake(
                        BadDecoders.Tells.class,
                        "shows of the record",
                        "aBrokenRecordIsRefused",
                        "aBrokenRecordOfAPrivateSessionIsMarked",
                        "nothingButARefusalComesOfAnyBytes"),
                mistake(
                        BadDecoders.ForgetsPrivacy.class,
                        "[whether it is taken for private]",
                        "aBrokenRecordOfAPrivateSessionIsMarked"),
                mistake(BadDecoders.WipesTheRecord.class, "[0, 0, 0", "theRecordStaysAsItWas"),
                mistake(
                        BadDecoders.CutsUserIds.class,
                        "[refusal]",
                        "aPlayOutOfBoundsIsRefused",
                        "aPrivatePlayOutOfBoundsIsRefusedAndMarked"),
                mistake(
                        BadDecoders.LosesTheCountry.class,
                        "expected: Play[",
                        "aPlayComesBack",
                        "whatWasReadBeforeDoesNotMatter",
                        "tasksSideBySideDoNotDisturbEachOther"));
    }

    private static Arguments mistake(
            Class<? extends PlayDecoder> decoder, String said, String... tests) {
        return Arguments.of(decoder, said, List.of(tests));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsSeenAsWhatItIs(
            Class<? extends PlayDecoder> bad, String said, List<String> tests) {
        List<Failure> failures = runKit(bad).getFailures();

        assertThat(failures.stream().map(PlayDecoderKitTest::test).distinct())
                .containsExactlyInAnyOrderElementsOf(tests);
        assertThat(failures)
                .anySatisfy(
                        failure -> assertThat(failure.getException()).hasMessageContaining(said));
    }

    /** The kit's method, of a dynamic test too. */
    private static String test(Failure failure) {
        UniqueId method = failure.getTestIdentifier().getUniqueIdObject();
        while (method.getLastSegment().getType().startsWith("dynamic")) {
            method = method.removeLastSegment();
        }
        return method.getLastSegment().getValue().replace("()", "");
    }

    private static synchronized TestExecutionSummary runKit(Class<? extends PlayDecoder> tried) {
        decoder = tried;
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        // Without what else is in the class path and listens to tests, such as the build.
        LauncherFactory.create(
                        LauncherConfig.builder()
                                .enableTestExecutionListenerAutoRegistration(false)
                                .enableLauncherSessionListenerAutoRegistration(false)
                                .build())
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(Held.class))
                                .filters(EngineFilter.includeEngines("junit-jupiter"))
                                .build(),
                        listener);
        return listener.getSummary();
    }

    /** Whoever stands in for the test of a service's own decoder. */
    static class Held extends PlayDecoderKit {
        @Override
        protected String format() {
            return decoder.getName();
        }

        @Override
        protected PlayRecord record(Play play) {
            return record(ProtoRecords.bytes(play));
        }

        @Override
        protected Map<String, PlayRecord> broken() {
            return Map.of("cut off", record(cutOff(false)));
        }

        @Override
        protected Map<String, PlayRecord> brokenPrivate() {
            return Map.of("cut off", record(cutOff(true)));
        }

        private static byte[] cutOff(boolean isPrivate) {
            byte[] whole = ProtoRecords.bytes(SamplePlays.full(isPrivate));
            return Arrays.copyOf(whole, whole.length - 1);
        }

        private static PlayRecord record(byte[] value) {
            return new PlayRecord(value, null, 0);
        }
    }
}
