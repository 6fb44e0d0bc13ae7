package io.wrapped.bench.measure;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the operating system says of this process. */
public final class ProcessFigures {
    private static final com.sun.management.OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String PEAK = "VmHWM:";

    private ProcessFigures() {}

    /** Processor time of all threads so far, native ones too, seconds. */
    public static double cpuSeconds() {
        return SYSTEM.getProcessCpuTime() / 1e9;
    }

    /**
     * The most memory that was ever resident, without heap that was touched at the start and never
     * used, MiB; not a number where the system does not say.
     */
    public static double peakMemoryMib() throws IOException {
        if (!Files.exists(STATUS)) {
            return Double.NaN;
        }
        for (String line : Files.readAllLines(STATUS)) {
            if (line.startsWith(PEAK)) {
                return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024.0
                        - unusedHeapBytes() / (1024.0 * 1024.0);
            }
        }
        return Double.NaN;
    }

    private static long unusedHeapBytes() {
        String touched =
                ManagementFactory.getPlatformMXBean(
                                com.sun.management.HotSpotDiagnosticMXBean.class)
                        .getVMOption("AlwaysPreTouch")
                        .getValue();
        if (!Boolean.parseBoolean(touched)) {
            return 0;
        }
        long unused = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            if (pool.getType() == MemoryType.HEAP) {
                unused += pool.getUsage().getCommitted() - pool.getPeakUsage().getUsed();
            }
        }
        return Math.max(0, unused);
    }
}
