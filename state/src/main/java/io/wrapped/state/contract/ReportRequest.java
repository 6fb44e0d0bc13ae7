package io.wrapped.state.contract;

import java.util.List;

/**
 * One remarkable day that wants a story.
 *
 * @param epochDay the day, as days since 1970-01-01
 * @param kind the kind of remarkable day, as the review document spells it
 * @param factsJson the day's facts exactly as the review document holds them (canonical JSON)
 * @param language BCP 47 language of the story
 * @param version store version of the review that asked (see {@code StoreVersion}); what is written
 *     for it carries this version, so that a later review's story wins whatever the order of writes
 * @param chosenEpochDays all days chosen in that review, ascending
 */
public record ReportRequest(
        String userId,
        int year,
        int epochDay,
        String kind,
        String factsJson,
        String language,
        long version,
        List<Integer> chosenEpochDays,
        String commandId,
        Trigger.Purpose purpose) {

    public ReportRequest {
        chosenEpochDays = List.copyOf(chosenEpochDays);
    }
}
