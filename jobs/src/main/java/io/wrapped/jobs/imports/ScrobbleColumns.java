package io.wrapped.jobs.imports;

import io.wrapped.state.contract.RefusedException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Where a CSV of scrobbles holds what, by the names in its header: exporters agree on neither order
 * nor names.
 *
 * @param times columns of the time, the most exact first
 * @param album and {@code user}: -1 where there is no such column
 */
record ScrobbleColumns(
        char delimiter, int count, int artist, int title, int album, int user, int[] times) {

    private static final List<String> ARTIST = List.of("artist", "artistname");
    private static final List<String> TITLE =
            List.of("track", "trackname", "title", "song", "name");
    private static final List<String> ALBUM =
            List.of("album", "albumname", "albumtitle", "release");
    private static final List<String> USER = List.of("user", "userid", "username");
    private static final List<String> TIME =
            List.of(
                    "uts",
                    "timestamp",
                    "unixtimestamp",
                    "unixtime",
                    "dateuts",
                    "utctime",
                    "datetime",
                    "date",
                    "time",
                    "playedat",
                    "listenedat",
                    "scrobbledat");

    /** The form of the exporter that writes no header: artist, album, title, time. */
    private static final ScrobbleColumns WITHOUT_HEADER =
            new ScrobbleColumns(',', 4, 0, 2, 1, -1, new int[] {3});

    /** The columns that a header names, where it names an artist, a title and a time. */
    static Optional<ScrobbleColumns> ofHeader(String line) {
        for (char delimiter : new char[] {',', ';', '\t'}) {
            List<String> fields = CsvRow.split(line, delimiter);
            if (fields == null) {
                continue;
            }
            List<String> names = fields.stream().map(ScrobbleColumns::plainName).toList();
            int[] times = TIME.stream().mapToInt(names::indexOf).filter(i -> i >= 0).toArray();
            int artist = column(names, ARTIST);
            int title = column(names, TITLE);
            if (artist >= 0 && title >= 0 && times.length > 0) {
                int album = column(names, ALBUM);
                int user = column(names, USER);
                return Optional.of(
                        new ScrobbleColumns(
                                delimiter, names.size(), artist, title, album, user, times));
            }
        }
        return Optional.empty();
    }

    /** The columns of a file without a header, where its first row is a scrobble. */
    static Optional<ScrobbleColumns> ofFirstRow(String line) {
        List<String> fields = CsvRow.split(line, WITHOUT_HEADER.delimiter);
        if (fields == null || fields.size() != WITHOUT_HEADER.count) {
            return Optional.empty();
        }
        try {
            ScrobbleTime.parse(fields.get(3));
            return Optional.of(WITHOUT_HEADER);
        } catch (RefusedException e) {
            return Optional.empty();
        }
    }

    /** The time as it stands in the first of its columns that is not empty. */
    String time(List<String> fields) {
        return IntStream.of(times)
                .mapToObj(fields::get)
                .filter(time -> !time.isBlank())
                .findFirst()
                .orElse("");
    }

    @Nullable String album(List<String> fields) {
        return album < 0 ? null : fields.get(album);
    }

    /** Whose scrobble it is, where the file says so. */
    String user(List<String> fields, String otherwise) {
        return user < 0 || fields.get(user).isEmpty() ? otherwise : fields.get(user);
    }

    private static int column(List<String> names, List<String> known) {
        return known.stream().mapToInt(names::indexOf).filter(i -> i >= 0).findFirst().orElse(-1);
    }

    /** One exporter writes the user's name, after a number sign, into its header. */
    private static String plainName(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("#.*|[^a-z]", "");
    }
}
