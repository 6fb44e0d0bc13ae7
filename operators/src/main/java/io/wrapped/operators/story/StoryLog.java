package io.wrapped.operators.story;

import io.wrapped.state.contract.ReportRequest;
import io.wrapped.state.logging.LoggedFailure;
import io.wrapped.state.logging.LoggedUser;
import java.time.LocalDate;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * The log of one report. Its id, its story's fingerprint and the user, by a hash, stand in the text
 * and, for logs that have fields, beside it.
 */
final class StoryLog {
    private static final Logger LOG = LoggerFactory.getLogger(StoryLog.class);

    private final ReportRequest request;
    private final String report;
    private final String user;
    private final String fingerprint;

    StoryLog(ReportRequest request, String fingerprint) {
        this.request = request;
        this.report =
                request.commandId()
                        + "/"
                        + LocalDate.ofEpochDay(request.epochDay())
                        + "/"
                        + request.version();
        this.user = LoggedUser.of(request.userId());
        this.fingerprint = fingerprint;
    }

    /** The store did not answer as it should, and is asked once more. */
    void storeFailed(int attempt, String action, Throwable failure) {
        withFields(
                () ->
                        LOG.warn(
                                "Attempt {} at {} of {} failed; it is tried again",
                                attempt,
                                action,
                                this,
                                hidden(failure)));
    }

    /** A call of the model failed, and is made once more. */
    void modelFailed(int attempt, String reason) {
        withFields(
                () ->
                        LOG.warn(
                                "Call {} of the model for {} failed and is repeated: {}",
                                attempt,
                                this,
                                reason));
    }

    /** There is no story; why in full is told by the topic of failures. */
    void gaveUp(StoryOutcome outcome) {
        withFields(() -> LOG.warn("No story for {}: {}", this, outcome.cause()));
    }

    /** A fault of this program. */
    void fault(Throwable defect) {
        withFields(() -> LOG.error("A fault while telling the story of {}", this, hidden(defect)));
    }

    private LoggedFailure hidden(Throwable failure) {
        return LoggedFailure.of(failure, List.of(request.userId()));
    }

    private void withFields(Runnable line) {
        try (MDC.MDCCloseable ofReport = MDC.putCloseable("report", report);
                MDC.MDCCloseable ofUser = MDC.putCloseable("user", user);
                MDC.MDCCloseable ofStory = MDC.putCloseable("fingerprint", fingerprint)) {
            line.run();
        }
    }

    @Override
    public String toString() {
        return "report " + report + " of user " + user + ", fingerprint " + fingerprint;
    }
}
