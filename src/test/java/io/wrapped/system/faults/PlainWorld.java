package io.wrapped.system.faults;

import io.wrapped.sinks.hbase.Slot;
import io.wrapped.state.cases.PlainListener;
import io.wrapped.state.contract.Exclusion;
import io.wrapped.state.contract.Play;
import io.wrapped.state.contract.Profile;
import io.wrapped.state.contract.Trigger;
import io.wrapped.state.review.ContentTable;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the plain logic, without any job, makes of a world. */
final class PlainWorld {
    private static final int FIRST_DAY = (int) LocalDate.of(World.YEAR, 1, 1).toEpochDay();
    private static final int LAST_DAY = (int) LocalDate.of(World.YEAR, 12, 31).toEpochDay();

    private final Map<String, PlainListener> listeners = new TreeMap<>();
    private final ContentTable catalogue = new ContentTable();
    private final SortedMap<Told.Document, String> documents = new TreeMap<>();
    private final SortedMap<Told.Day, String> days = new TreeMap<>();

    private PlainWorld() {}

    static Told of(World world) {
        PlainWorld plain = new PlainWorld();
        for (World.Step step : world.steps()) {
            step.profiles().forEach(plain::apply);
            step.catalogue().forEach(item -> plain.catalogue.put(item, 0));
            step.listening().forEach(plain::apply);
            plain.tell(step.trigger());
        }
        plain.tellLive();
        return new Told(plain.documents, plain.days);
    }

    private void apply(Profile profile) {
        listener(profile.userId()).apply(profile);
        if (profile.erased()) {
            documents.keySet().removeIf(document -> document.user().equals(profile.userId()));
        }
    }

    private void apply(Record record) {
        if (record instanceof Play play) {
            listener(play.userId()).play(play);
        } else if (record instanceof Exclusion exclusion) {
            listener(exclusion.userId()).apply(exclusion);
        } else {
            throw new IllegalArgumentException("no listening: " + record);
        }
    }

    private PlainListener listener(String user) {
        return listeners.computeIfAbsent(user, PlainListener::new);
    }

    private void tell(Trigger trigger) {
        listeners.forEach(
                (user, listener) -> {
                    if (listener.known() && trigger.covers(user)) {
                        documents.put(
                                new Told.Document(user, Slot.of(trigger.purpose())),
                                text(listener, trigger.throughEpochDay()));
                    }
                });
    }

    /** A live review is of a year with a stream. */
    private void tellLive() {
        listeners.forEach(
                (user, listener) -> {
                    for (int day = FIRST_DAY; day <= LAST_DAY; day++) {
                        String facts = listener.dayFacts(day, catalogue);
                        if (facts != null) {
                            days.put(new Told.Day(user, day), facts);
                        }
                    }
                    if (listener.hasYear(World.YEAR)) {
                        documents.put(new Told.Document(user, Slot.LIVE), text(listener, LAST_DAY));
                    }
                });
    }

    private String text(PlainListener listener, int through) {
        byte[] document = listener.review(World.YEAR, through, catalogue).bytes();
        return new String(document, StandardCharsets.UTF_8);
    }
}
