package io.wrapped.operators.story;

import static io.wrapped.operators.story.Requests.epochDay;
import static io.wrapped.operators.story.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.wrapped.operators.story.StoryOutcome.Result;
import io.wrapped.state.contract.ReportRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class UserLanesTest {
    private final List<String> started = new ArrayList<>();
    private final Map<String, CompletableFuture<StoryOutcome>> running = new LinkedHashMap<>();
    private final UserLanes lanes = new UserLanes(2, this::start);

    private CompletableFuture<StoryOutcome> start(ReportRequest request) {
        started.add(label(request));
        return running.computeIfAbsent(label(request), none -> new CompletableFuture<>());
    }

    private static String label(ReportRequest request) {
        return request.userId() + (request.epochDay() - epochDay(1) + 1);
    }

    private void finish(String label) {
        running.get(label).complete(outcome(request(label.substring(0, 1), 5)));
    }

    private static StoryOutcome outcome(ReportRequest request) {
        return new StoryOutcome(Result.COMPLETE, request, null, null, 1, 0, 0);
    }

    @Test
    void requestsOfOneUserRunOneAfterAnother() {
        lanes.release();
        lanes.submit(request("a", 5));
        lanes.submit(request("a", 6));
        assertThat(started).containsExactly("a5");

        finish("a5");

        assertThat(started).containsExactly("a5", "a6");
    }

    @Test
    void usersRunAtTheSameTimeUpToTheConcurrency() {
        lanes.release();
        lanes.submit(request("a", 5));
        lanes.submit(request("b", 5));
        lanes.submit(request("c", 5));
        assertThat(started).containsExactly("a5", "b5");

        finish("b5");

        assertThat(started).containsExactly("a5", "b5", "c5");
    }

    @Test
    void whatWaitsRunsByVersionAndDateWhateverTheOrderOfItsArrival() {
        lanes.submit(request("a", 5, 2));
        lanes.submit(request("a", 7));
        lanes.submit(request("a", 6));
        assertThat(started).isEmpty();

        lanes.release();
        finish("a6");
        finish("a7");

        assertThat(started).containsExactly("a6", "a7", "a5");
    }

    @Test
    void thousandsThatEndAtOnceDoNotDeepenTheStack() {
        UserLanes instant =
                new UserLanes(1, request -> CompletableFuture.completedFuture(outcome(request)));
        List<CompletableFuture<StoryOutcome>> outcomes = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            outcomes.add(instant.submit(request("a", 5, i)));
        }

        instant.release();

        assertThat(outcomes).allMatch(CompletableFuture::isDone);
    }

    @Test
    void afterTheCloseNothingStarts() {
        lanes.release();
        lanes.submit(request("a", 5));
        lanes.submit(request("a", 6));

        lanes.close();
        finish("a5");

        assertThat(started).containsExactly("a5");
    }
}
