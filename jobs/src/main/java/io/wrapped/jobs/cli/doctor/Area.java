package io.wrapped.jobs.cli.doctor;

import java.util.List;

/** One system, with what is to be looked at there. */
interface Area extends AutoCloseable {

    String name();

    /** Whether it answers at all. The other checks rest on what it opens. */
    Check entrance();

    /** The others, of which none rests on another. */
    List<Check> checks();

    @Override
    void close() throws Exception;
}
