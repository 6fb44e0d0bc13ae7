package io.wrapped.jobs.cli;

/** Ports of an embedded system; 0 is one that is free. */
record LocalPorts(int kafka, int zooKeeper, int flink) {
    static final LocalPorts FREE = new LocalPorts(0, 0, 0);
}
