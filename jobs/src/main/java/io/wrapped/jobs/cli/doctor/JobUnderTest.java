package io.wrapped.jobs.cli.doctor;

import io.wrapped.jobs.ReportJob;
import io.wrapped.jobs.WrappedJob;

/** The two jobs. */
enum JobUnderTest {
    WRAPPED(WrappedJob.NAME, WrappedJob.class),
    REPORTS(ReportJob.NAME, ReportJob.class);

    private final String jobName;
    private final Class<?> main;

    JobUnderTest(String jobName, Class<?> main) {
        this.jobName = jobName;
        this.main = main;
    }

    String jobName() {
        return jobName;
    }

    /** How it is started. */
    String start() {
        return "start it: flink run -d -c "
                + main.getName()
                + " wrapped.jar --kafka.bootstrap-servers HOST:PORT …";
    }

    /** How it is started from where it was. */
    String goOn() {
        return "mend that and start it from its last checkpoint or savepoint: flink run -d -s"
                + " FOLDER -c "
                + main.getName()
                + " wrapped.jar …";
    }
}
