package io.wrapped.system.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wrapped.sinks.hbase.ReviewTable;
import io.wrapped.sinks.hbase.Slot;
import io.wrapped.system.harness.Store;
import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a table holds of a world, cell by cell. */
final class Cells {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Cells() {}

    /** Documents and day facts of the year, without stories. */
    static Told told(Store store) throws IOException {
        SortedMap<Told.Document, String> documents = new TreeMap<>();
        SortedMap<Told.Day, String> days = new TreeMap<>();
        for (Store.Value cell : store.cells()) {
            if (!World.holds(cell.user())) {
                continue;
            }
            for (Slot slot : Slot.values()) {
                if (cell.column().equals(reviewColumn(slot))) {
                    documents.put(new Told.Document(cell.user(), slot), cell.text());
                }
            }
            String day = qualifier(cell, ReviewTable.DAYS);
            if (day.startsWith(String.valueOf(World.YEAR))) {
                LocalDate date = LocalDate.parse(day, DateTimeFormatter.BASIC_ISO_DATE);
                days.put(new Told.Day(cell.user(), (int) date.toEpochDay()), cell.text());
            }
        }
        return new Told(documents, days);
    }

    /** The users and dates with a story, told or failed. */
    static Set<String> stories(Store store) throws IOException {
        Set<String> stories = new HashSet<>();
        for (Store.Value cell : store.cells()) {
            String day = qualifier(cell, ReviewTable.STORIES);
            if (!day.isEmpty()) {
                LocalDate date = LocalDate.parse(day, DateTimeFormatter.BASIC_ISO_DATE);
                stories.add(cell.user() + " " + date);
            }
        }
        return stories;
    }

    /** The texts of all stories. */
    static Set<String> storyTexts(Store store) throws IOException {
        Set<String> texts = new HashSet<>();
        for (Store.Value cell : store.cells()) {
            if (!qualifier(cell, ReviewTable.STORIES).isEmpty()) {
                texts.add(read(cell.text()).path("text").asText().strip());
            }
        }
        return texts;
    }

    /** Stories in a document that say they are complete and are not. */
    static List<String> hollow(String user, String document) {
        List<String> hollow = new ArrayList<>();
        for (JsonNode day : read(document).path("remarkable_days")) {
            JsonNode report = day.path("report");
            if (status(day).equals("complete")
                    && (report.path("text").asText("").isBlank()
                            || report.path("title").asText("").isBlank()
                            || report.path("fingerprint").asText("").isBlank())) {
                hollow.add(user + " " + day.path("date").asText());
            }
        }
        return hollow;
    }

    static String status(JsonNode day) {
        return day.at("/report/status").asText();
    }

    /** The facts in what stood in a prompt. */
    static JsonNode facts(String asked) {
        return read(asked).path("facts");
    }

    static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + json, e);
        }
    }

    private static String reviewColumn(Slot slot) {
        return ReviewTable.REVIEWS + ":" + ReviewTable.reviewQualifier(World.YEAR, slot);
    }

    private static String qualifier(Store.Value cell, String family) {
        return cell.column().startsWith(family + ":")
                ? cell.column().substring(family.length() + 1)
                : "";
    }
}
