package io.wrapped.jobs.cli.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.wrapped.jobs.cli.status.FlinkRest;
import io.wrapped.jobs.cli.status.StatusException;
import java.io.IOException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A REST interface of Flink's, and what is behind it. */
final class FlinkInterface {
    private final FlinkRest rest;
    private volatile @Nullable String version;

    /**
     * @param address as {@code http://host:port}
     * @param patience for each answer
     */
    FlinkInterface(String address, Duration patience) {
        this.rest = new FlinkRest(address, patience);
    }

    FlinkRest rest() {
        return rest;
    }

    String address() {
        return rest.address();
    }

    /** Whether it did when it was asked. */
    boolean answers() {
        return version != null;
    }

    /** Asks whether it answers at all. */
    Verdict ask() {
        try {
            JsonNode told = rest.get("/config").path("flink-version");
            if (!told.isTextual()) {
                return Verdict.failed(
                        "what answers at " + address() + " is not Flink",
                        "say where Flink's REST interface is by --flink=HOST:PORT");
            }
            version = told.asText();
            return Verdict.ok("answers at " + address());
        } catch (StatusException e) {
            return unreachable(e);
        }
    }

    private Verdict unreachable(StatusException failure) {
        if (failure.getCause() instanceof HttpTimeoutException
                && !(failure.getCause() instanceof HttpConnectTimeoutException)) {
            return Verdict.failed(
                    "somebody listens at " + address() + " and does not answer in time: it hangs",
                    "look at the JobManager's log and memory, and restart it");
        }
        if (failure.getCause() instanceof IOException
                && !(failure.getCause() instanceof JsonProcessingException)) {
            return Verdict.failed(
                    "nobody answers at "
                            + address()
                            + " ("
                            + failure.getCause().getClass().getSimpleName()
                            + ")",
                    "start Flink, or say where its REST interface is by --flink=HOST:PORT;"
                            + " `wrapped up` starts one on this machine");
        }
        return Verdict.failed(
                Reason.line(String.valueOf(failure.getMessage())),
                "say where Flink's REST interface is by --flink=HOST:PORT");
    }

    Verdict version() {
        return FlinkVerdicts.version(Objects.requireNonNull(version));
    }

    Verdict java() throws StatusException {
        return FlinkVerdicts.java(
                rest.get("/jobmanager/environment").at("/jvm/version").asText(""));
    }

    /** That of the JobManager, which it tells with any job. */
    @Nullable Long time() throws StatusException {
        for (JsonNode job : rest.get("/jobs/overview").path("jobs")) {
            JsonNode now = rest.get("/jobs/" + job.path("jid").asText()).path("now");
            return now.isNumber() ? (Long) now.asLong() : null;
        }
        return null;
    }
}
