package io.wrapped.operators.listener;

import io.wrapped.state.contract.KeptPlay;
import io.wrapped.state.contract.Kind;
import io.wrapped.state.contract.Outcome;
import io.wrapped.state.contract.Outcome.Result;
import io.wrapped.state.contract.Play;
import io.wrapped.state.contract.Replay;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What is said to a job in a replay of ann, and heard of it. */
final class ReplaySteps {
    static final Duration INTERVAL = ListenerHarness.REVIEW.plusSeconds(1);

    private ReplaySteps() {}

    static long begin(ListenerHarness job, String replayId) throws Exception {
        job.outcomes();
        job.replay(Replay.begin("ann", replayId));
        job.checkpointComplete();
        return job.outcomes().stream()
                .filter(outcome -> outcome.result() == Result.BEGUN)
                .findFirst()
                .orElseThrow()
                .version();
    }

    /** Ends a replay and gives what became of it. */
    static Outcome end(ListenerHarness job, String replayId, int parts, long token)
            throws Exception {
        job.outcomes();
        job.replay(Replay.end("ann", replayId, parts, token, false));
        job.checkpointComplete();
        Outcome outcome =
                job.outcomes().stream()
                        .filter(told -> told.result().name().startsWith("REPLAY"))
                        .findFirst()
                        .orElseThrow();
        return new Outcome(
                "", "", 0, 0, outcome.result(), outcome.reason(), "ann", outcome.version(), 0, 0);
    }

    static Outcome replayed(int dates) {
        return new Outcome("", "", 0, 0, Result.REPLAYED, null, "ann", dates, 0, 0);
    }

    static Replay plays(String replayId, int number, KeptPlay... plays) {
        return Replay.plays("ann", replayId, number, List.of(plays));
    }

    static KeptPlay kept(String event, String uri, String endedAt) {
        return keptAt(ListenerHarness.START, event, uri, endedAt);
    }

    static KeptPlay keptAt(long appendedAt, String event, String uri, String endedAt) {
        return new KeptPlay(
                appendedAt,
                new Play(
                        event,
                        "ann",
                        uri,
                        Kind.MUSIC,
                        Instant.parse(endedAt).toEpochMilli(),
                        60_000,
                        null,
                        null,
                        null,
                        false,
                        null,
                        null,
                        null,
                        null));
    }

    static int streams(List<String> documents) {
        String last = documents.get(documents.size() - 1);
        return Integer.parseInt(last.replaceFirst("(?s).*\"streams\":(\\d+),\"music_ms.*", "$1"));
    }

    static int streams(ListenerUpdate update) {
        return streams(List.of(new String(update.content(), StandardCharsets.UTF_8)));
    }
}
