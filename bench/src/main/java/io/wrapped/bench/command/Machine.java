package io.wrapped.bench.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Says what machine this is. */
final class Machine {
    private static final Path CPU = Path.of("/proc/cpuinfo");
    private static final String MODEL = "model name";

    private Machine() {}

    static String describe() throws IOException {
        com.sun.management.OperatingSystemMXBean system =
                java.lang.management.ManagementFactory.getPlatformMXBean(
                        com.sun.management.OperatingSystemMXBean.class);
        return String.format(
                Locale.ROOT,
                "%s, %d cores, %d GiB, %s %s, Java %s, contestants with %s",
                model(),
                Runtime.getRuntime().availableProcessors(),
                Math.round(system.getTotalMemorySize() / (double) (1L << 30)),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                System.getProperty("java.version"),
                String.join(" ", ContestantProcess.FLAGS.subList(0, 4)));
    }

    private static String model() throws IOException {
        if (Files.exists(CPU)) {
            for (String line : Files.readAllLines(CPU)) {
                if (line.startsWith(MODEL)) {
                    return line.substring(line.indexOf(':') + 1).trim();
                }
            }
        }
        return "unknown processor";
    }
}
