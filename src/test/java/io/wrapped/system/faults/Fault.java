package io.wrapped.system.faults;

import java.util.Locale;

/** What is done to a running system. */
enum Fault {
    TASK_MANAGER_KILLED,
    JOB_MANAGER_KILLED,
    BROKER_KILLED,
    HBASE_KILLED,
    /** HBase answers late, for it stands still for a while. */
    HBASE_SLOW,
    SAVEPOINT,
    RESCALED,
    WRITER_KILLED,
    MODEL_BUSY,
    MODEL_BROKEN,
    MODEL_HALF_ANSWERS,
    MODEL_GARBAGE,
    MODEL_SILENT;

    String inWords() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Whether a process ends in the middle of whatever it does. */
    boolean kills() {
        return switch (this) {
            case TASK_MANAGER_KILLED,
                    JOB_MANAGER_KILLED,
                    BROKER_KILLED,
                    HBASE_KILLED,
                    WRITER_KILLED ->
                    true;
            default -> false;
        };
    }
}
