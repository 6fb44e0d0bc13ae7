package io.wrapped.state.kit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.wrapped.state.contract.Kind;
import io.wrapped.state.contract.Play;
import io.wrapped.state.contract.PlayRecord;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a reason shows of the record that was refused: words of it that are not the form's own, and
 * numbers of the play in it, which in a binary form are no words. What is shorter than four
 * characters is not looked for, since it stands anywhere.
 */
final class ShownValues {
    private static final int SHORTEST = 4;
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}_]+");

    private final Set<String> formWords = new HashSet<>();

    /**
     * @param form how plays are written. Its own words, such as names of fields, are those that two
     *     plays with nothing in common have in common.
     */
    ShownValues(Function<Play, PlayRecord> form) {
        for (boolean isPrivate : new boolean[] {false, true}) {
            for (Kind kind : Kind.values()) {
                Set<String> common = words(form.apply(SamplePlays.full(kind, isPrivate)));
                common.retainAll(words(form.apply(SamplePlays.another(kind, isPrivate))));
                formWords.addAll(common);
            }
        }
    }

    /** The words of a record that a reason shows. */
    Set<String> of(PlayRecord record, String reason) {
        Set<String> shown = words(reason);
        shown.retainAll(words(record));
        // A record that breaks off may end in a part of one.
        shown.removeIf(word -> formWords.stream().anyMatch(own -> own.startsWith(word)));
        return shown;
    }

    /** The numbers of a play that a reason shows, milliseconds also as seconds. */
    static Set<String> of(Play play, String reason) {
        return Stream.of(
                        play.endedAt(),
                        play.endedAt() / 1000,
                        play.msPlayed(),
                        play.msPlayed() / 1000,
                        play.utcOffsetMinutes())
                .map(String::valueOf)
                .filter(number -> number.length() >= SHORTEST && reason.contains(number))
                .collect(Collectors.toSet());
    }

    private static Set<String> words(PlayRecord record) {
        Set<String> words = words(text(record.value()));
        words.addAll(words(text(record.key())));
        return words;
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "" : new String(bytes, UTF_8);
    }

    private static Set<String> words(String text) {
        return BETWEEN_WORDS
                .splitAsStream(text)
                .filter(word -> word.length() >= SHORTEST)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
