package io.wrapped.operators.listener;

import io.wrapped.state.contract.ReportRequest;
import java.util.List;

/** What a trigger makes of one listener: a document, and the stories that it wants. */
record Told(ListenerUpdate update, List<ReportRequest> requests) {}
