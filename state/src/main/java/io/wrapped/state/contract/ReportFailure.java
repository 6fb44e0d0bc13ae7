package io.wrapped.state.contract;

/**
 * A story that could not be written, with all that is needed to ask again.
 *
 * @param cause why, for programs
 * @param reason why, for people
 * @param attempts calls of the model that were made for it
 */
public record ReportFailure(ReportRequest request, String cause, String reason, int attempts) {}
