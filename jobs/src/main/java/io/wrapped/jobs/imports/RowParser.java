package io.wrapped.jobs.imports;

import io.wrapped.state.contract.Play;
import io.wrapped.state.contract.RefusedException;

/**
 * Makes a play of one row of a format.
 *
 * @param <T> what the format's rows are read as
 */
interface RowParser<T> {

    Play parse(T row) throws RefusedException;

    /** Whether a row bears the marks of the format, however broken it may be otherwise. */
    boolean isOfFormat(T row);

    /** Whether a row can be read to be of a private session, however broken it may be otherwise. */
    default boolean isPrivate(T row) {
        return false;
    }
}
