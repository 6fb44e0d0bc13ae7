package io.wrapped.operators.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RequestsAtHandTest {
    private final RequestsAtHand atHand = new RequestsAtHand(2);

    @Test
    void readingGoesOnAsSoonAsThereIsRoom() {
        atHand.take();
        assertThat(atHand.isOpen()).isTrue();
        atHand.take();
        CompletableFuture<Void> room = atHand.whenOpen();
        assertThat(atHand.isOpen()).isFalse();
        assertThat(room).isNotDone();

        atHand.answer();

        assertThat(atHand.isOpen()).isTrue();
        assertThat(room).isDone();
    }

    @Test
    void moreThanThereIsRoomForIsTakenAndWorkedOffFirst() {
        for (int i = 0; i < 5; i++) {
            atHand.take();
        }
        CompletableFuture<Void> room = atHand.whenOpen();
        for (int i = 0; i < 3; i++) {
            atHand.answer();
        }
        assertThat(room).isNotDone();

        atHand.answer();

        assertThat(room).isDone();
        assertThat(atHand.isOpen()).isTrue();
    }

    @Test
    void whatIsNotReadWaitsWithWhatIsAtHand() {
        atHand.showUnread(() -> 40);
        atHand.take();
        atHand.take();
        atHand.answer();

        assertThat(atHand.waiting()).isEqualTo(41);
    }

    @Test
    void aReaderFindsWhatItsSubtaskOpenedLast() {
        RequestsAtHand.open("a job", 1, 2);
        RequestsAtHand opened = RequestsAtHand.open("a job", 1, 2);
        assertThat(RequestsAtHand.of("a job", 1)).isSameAs(opened);

        opened.close("a job", 1);

        assertThatThrownBy(() -> RequestsAtHand.of("a job", 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("pipeline.operator-chaining.enabled");
    }
}
