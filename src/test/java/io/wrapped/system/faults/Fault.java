package io.wrapped.system.faults;

import java.util.Locale;

/** What is done to a running system. */
enum Fault {
    TASK_MANAGER_KILLED(true),
    JOB_MANAGER_KILLED(true),
    BROKER_KILLED(true),
    HBASE_KILLED(true),
    /** HBase answers late, for it stands still for a while. */
    HBASE_SLOW(true),
    SAVEPOINT(true),
    RESCALED(true),
    WRITER_KILLED(false),
    MODEL_BUSY(false),
    MODEL_BROKEN(false),
    MODEL_HALF_ANSWERS(false),
    MODEL_GARBAGE(false),
    MODEL_SILENT(false);

    private final boolean restarts;

    Fault(boolean restarts) {
        this.restarts = restarts;
    }

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

    /** Whether a job may begin anew because of it, and so ask the model again. */
    boolean mayRestart() {
        return restarts;
    }
}
