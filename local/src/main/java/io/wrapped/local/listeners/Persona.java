package io.wrapped.local.listeners;

import java.util.List;

/**
 * Who a synthetic listener is.
 *
 * @param genres what is heard on ordinary days; the first one most
 * @param artistsPerGenre how many artists of each genre are in the listener's pool
 * @param days ordinary days with listening
 * @param words who it is, for people
 */
record Persona(
        String userId,
        String zone,
        String birthMonthDay,
        String locale,
        String country,
        List<String> genres,
        int artistsPerGenre,
        int days,
        String words) {

    Persona {
        genres = List.copyOf(genres);
    }
}
