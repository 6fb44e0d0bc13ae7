package io.wrapped.system.processes;

import io.wrapped.local.Ports;
import io.wrapped.system.harness.Servers;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.client.deployment.StandaloneClusterId;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ConfigurationUtils;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.util.config.memory.ProcessMemoryUtils;

/**
 * A Flink cluster of real processes made from jars alone: ZooKeeper for high availability, a
 * JobManager and TaskManagers, with the shipped configuration but for sizes, folders and intervals.
 * Jobs are submitted by Flink's command from the jar that a cluster runs. All of it is on the
 * loopback address, on free ports, and dies with this JVM at the latest.
 */
public final class FlinkProcesses implements AutoCloseable {
    private static final String JOB_MANAGER =
            "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint";
    private static final String TASK_MANAGER =
            "org.apache.flink.runtime.taskexecutor.TaskManagerRunner";
    private static final String COMMAND = "org.apache.flink.client.cli.CliFrontend";
    private static final String ZOO_KEEPER = "org.apache.zookeeper.server.ZooKeeperServerMain";
    private static final Pattern SUBMITTED = Pattern.compile("JobID ([0-9a-f]{32})");
    private static final Set<String> IN_JAR =
            Set.of(
                    "HdrHistogram",
                    "async-http-client",
                    "fastutil",
                    "flink-connector-kafka",
                    "hbase",
                    "accessors-smart",
                    "jackson",
                    "json",
                    "kafka",
                    "netty",
                    "picocli",
                    "protobuf",
                    "wrapped");
    private static final long SUBMIT_SECONDS = 180;
    private static final int SLOTS = 4;

    private final Path home = Path.of(System.getProperty("wrapped.home"));
    private final Path folder;

    /**
     * Where state lies while it is used. Its path is a part of names of RocksDB's logs, and those
     * of a restore at another parallelism must not become longer than a file system allows.
     */
    private final Path temporary = Files.createTempDirectory("wrapped");

    private final Map<String, String> variables;
    private final Configuration configuration;
    private final JavaProcess zooKeeper;
    private final List<JavaProcess> taskManagers = new ArrayList<>();
    private JavaProcess jobManager;
    private final AtomicInteger started = new AtomicInteger();

    private FlinkProcesses(Path folder, String jvmOptions, Map<String, String> variables)
            throws IOException {
        this.folder = folder;
        this.variables = new HashMap<>(variables);
        this.variables.put("FLINK_CONF_DIR", folder.resolve("conf").toString());
        // ZooKeeper would remember the jobs of an earlier run.
        Servers.deleteRecursively(folder);
        int zooKeeperPort = Ports.choose(0);
        configuration = configuration(zooKeeperPort);
        configuration.set(
                CoreOptions.FLINK_JVM_OPTIONS,
                configuration.get(CoreOptions.FLINK_JVM_OPTIONS) + " " + jvmOptions);
        Files.createDirectories(folder.resolve("conf"));
        Files.createDirectories(folder.resolve("savepoints"));
        Files.write(
                folder.resolve("conf/config.yaml"),
                ConfigurationUtils.convertConfigToWritableLines(configuration, true));
        zooKeeper = startZooKeeper(zooKeeperPort);
        jobManager = startJobManagerProcess();
    }

    /**
     * Starts a cluster in a folder, which is emptied.
     *
     * @param taskManagers how many, with four slots each
     */
    public static FlinkProcesses start(Path folder, int taskManagers) throws IOException {
        return start(folder, taskManagers, Map.of());
    }

    /** Starts a cluster with further options and variables of all of its JVMs. */
    public static FlinkProcesses start(
            Path folder, int taskManagers, String jvmOptions, Map<String, String> variables)
            throws IOException {
        return start(new FlinkProcesses(folder, jvmOptions, variables), taskManagers);
    }

    /** Starts a cluster with further variables in the environment of its processes. */
    public static FlinkProcesses start(Path folder, int taskManagers, Map<String, String> variables)
            throws IOException {
        return start(new FlinkProcesses(folder, "", variables), taskManagers);
    }

    private static FlinkProcesses start(FlinkProcesses cluster, int taskManagers)
            throws IOException {
        for (int i = 0; i < taskManagers; i++) {
            cluster.startTaskManager();
        }
        return cluster;
    }

    private Configuration configuration(int zooKeeperPort) throws IOException {
        Configuration shipped =
                GlobalConfiguration.loadConfiguration(home.resolve("flink-conf").toString());
        shipped.set(RestOptions.PORT, Ports.choose(0));
        shipped.set(RestOptions.BIND_PORT, String.valueOf(shipped.get(RestOptions.PORT)));
        shipped.set(RestOptions.ADDRESS, "127.0.0.1");
        shipped.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
        // The machine may be busy.
        shipped.set(RestOptions.AWAIT_LEADER_TIMEOUT, Duration.ofMinutes(2));
        shipped.set(TaskManagerOptions.NUM_TASK_SLOTS, SLOTS);
        shipped.set(TaskManagerOptions.TOTAL_PROCESS_MEMORY, MemorySize.ofMebiBytes(1536));
        // Each job that is submitted loads its classes anew, and some of the old ones stay.
        shipped.set(TaskManagerOptions.JVM_METASPACE, MemorySize.ofMebiBytes(512));
        shipped.set(TaskManagerOptions.TASK_OFF_HEAP_MEMORY, MemorySize.ofMebiBytes(128));
        shipped.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(96));
        shipped.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(192));
        shipped.set(CoreOptions.TMP_DIRS, temporary.toString());
        shipped.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, uri("checkpoints"));
        shipped.set(CheckpointingOptions.SAVEPOINT_DIRECTORY, uri("savepoints"));
        shipped.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(1));
        shipped.set(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS, Duration.ofMillis(500));
        shipped.set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF,
                Duration.ofSeconds(3));
        // Each TaskManager has tasks of each job, so that none is killed in vain.
        shipped.set(
                TaskManagerOptions.TASK_MANAGER_LOAD_BALANCE_MODE,
                TaskManagerOptions.TaskManagerLoadBalanceMode.SLOTS);
        // A process that is gone is missed soon.
        shipped.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, Duration.ofSeconds(1));
        shipped.set(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT, Duration.ofSeconds(15));
        shipped.set(HighAvailabilityOptions.HA_MODE, "zookeeper");
        shipped.set(HighAvailabilityOptions.HA_ZOOKEEPER_QUORUM, "127.0.0.1:" + zooKeeperPort);
        shipped.set(HighAvailabilityOptions.HA_STORAGE_PATH, uri("ha"));
        shipped.set(HighAvailabilityOptions.ZOOKEEPER_SESSION_TIMEOUT, Duration.ofSeconds(10));
        return shipped;
    }

    private String uri(String name) {
        return folder.resolve(name).toUri().toString();
    }

    private JavaProcess startZooKeeper(int port) throws IOException {
        Path file = folder.resolve("conf/zoo.cfg");
        Files.write(
                file,
                List.of(
                        "dataDir=" + Files.createDirectories(folder.resolve("zookeeper")),
                        "clientPort=" + port,
                        "clientPortAddress=127.0.0.1",
                        "tickTime=1000",
                        "admin.enableServer=false"));
        return JavaProcess.start(
                List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                home.resolve("local/target/lib") + "/*",
                ZOO_KEEPER,
                List.of(file.toString()),
                Map.of(),
                folder.resolve("logs/zookeeper"));
    }

    private JavaProcess startJobManagerProcess() throws IOException {
        return start(
                "jobmanager", List.of("-Xmx320m"), JOB_MANAGER, List.of("--host", "127.0.0.1"));
    }

    /** Starts one more TaskManager. */
    public void startTaskManager() throws IOException {
        TaskExecutorProcessSpec sizes =
                TaskExecutorProcessUtils.processSpecFromConfig(configuration);
        taskManagers.add(
                start(
                        "taskmanager",
                        words(ProcessMemoryUtils.generateJvmParametersStr(sizes)),
                        TASK_MANAGER,
                        words(TaskExecutorProcessUtils.generateDynamicConfigsStr(sizes))));
    }

    private JavaProcess start(
            String name, List<String> flags, String mainClass, List<String> arguments)
            throws IOException {
        String log = name + "-" + started.incrementAndGet();
        List<String> allFlags = new ArrayList<>(flags(name, log));
        allFlags.addAll(flags);
        List<String> allArguments = new ArrayList<>();
        allArguments.addAll(List.of("--configDir", folder.resolve("conf").toString()));
        allArguments.addAll(arguments);
        return JavaProcess.start(
                allFlags,
                classPath(home),
                mainClass,
                allArguments,
                variables,
                folder.resolve("logs").resolve(log + ".out"));
    }

    private List<String> flags(String name, String log) {
        List<String> flags = new ArrayList<>();
        flags.add("-XX:+UseSerialGC");
        flags.add("-XX:TieredStopAtLevel=1");
        flags.add("-Dlog.file=" + folder.resolve("logs").resolve(log + ".log"));
        String settings = name.equals("command") ? "log4j-cli.properties" : "log4j.properties";
        flags.add("-Dlog4j.configurationFile=" + home.resolve("flink-conf").resolve(settings));
        flags.addAll(words(configuration.get(CoreOptions.FLINK_JVM_OPTIONS)));
        return flags;
    }

    private static List<String> words(String line) {
        return List.of(line.strip().split("\\s+"));
    }

    /**
     * Of what the command is run with, what a Flink distribution brings and the jar does not.
     *
     * @param home the project's folder
     */
    public static String classPath(Path home) throws IOException {
        try (Stream<Path> jars = Files.list(home.resolve("jobs/target/lib"))) {
            return jars.filter(jar -> IN_JAR.stream().noneMatch(fileName(jar)::startsWith))
                    .map(Path::toString)
                    .collect(Collectors.joining(File.pathSeparator));
        }
    }

    private static String fileName(Path path) {
        return path.getFileName().toString();
    }

    /** How many TaskManagers there are. */
    public int taskManagers() {
        return taskManagers.size();
    }

    /** Kills a TaskManager with all of its tasks, and starts another one. */
    public void replaceTaskManager(int number) throws IOException, InterruptedException {
        taskManagers.remove(number).kill();
        startTaskManager();
    }

    /** Kills the JobManager, and starts another one on its port. */
    public void replaceJobManager() throws IOException, InterruptedException {
        jobManager.kill();
        jobManager = startJobManagerProcess();
    }

    /**
     * Runs {@code flink run --detached} for a job of a jar.
     *
     * @param savepoint where it goes on from, empty for a new one
     * @param options the job's own
     */
    public ProcessJob submit(
            Path jar, String mainClass, int parallelism, String savepoint, Configuration options)
            throws Exception {
        List<String> arguments = new ArrayList<>();
        arguments.addAll(List.of("run", "--detached", "--class", mainClass));
        arguments.addAll(List.of("--parallelism", String.valueOf(parallelism)));
        if (!savepoint.isEmpty()) {
            arguments.addAll(List.of("--fromSavepoint", savepoint));
        }
        arguments.add(jar.toString());
        options.toMap().forEach((key, value) -> arguments.addAll(List.of("--" + key, value)));
        String log = "command-" + started.incrementAndGet();
        String printed =
                JavaProcess.start(
                                flags("command", log),
                                classPath(home),
                                COMMAND,
                                arguments,
                                variables,
                                folder.resolve("logs").resolve(log + ".out"))
                        .awaitEnd(SUBMIT_SECONDS);
        Matcher submitted = SUBMITTED.matcher(printed);
        if (!submitted.find()) {
            throw new IOException("no job in what flink run printed: " + printed);
        }
        return new ProcessJob(client(), JobID.fromHexString(submitted.group(1)));
    }

    /** A shell function by the name of {@code flink} that does what Flink's own command does. */
    public String shellFunction() throws IOException {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(flags("command", "command-" + started.incrementAndGet()));
        words.addAll(List.of("-cp", classPath(home), COMMAND));
        String quoted =
                words.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
        return "flink() { FLINK_CONF_DIR='%s' %s \"$@\"; }"
                .formatted(folder.resolve("conf"), quoted);
    }

    /** The job of an id, which the command told. */
    public ProcessJob job(String id) throws Exception {
        return new ProcessJob(client(), JobID.fromHexString(id));
    }

    /** Where savepoints go. */
    public String savepoints() {
        return uri("savepoints");
    }

    /** What its processes logged and printed. */
    public Path logs() {
        return folder.resolve("logs");
    }

    /** Where checkpoints go, as a path of this machine. */
    public Path checkpoints() {
        return folder.resolve("checkpoints");
    }

    /** Host and port of Flink's REST interface. */
    public String address() {
        return "127.0.0.1:" + configuration.get(RestOptions.PORT);
    }

    /** The jar that a cluster runs. */
    public Path jar() {
        return home.resolve("jobs/target/wrapped.jar");
    }

    /** Asks the port of the JobManager, whoever is behind it. */
    private RestClusterClient<StandaloneClusterId> client() throws Exception {
        Configuration direct = new Configuration(configuration);
        direct.removeConfig(HighAvailabilityOptions.HA_MODE);
        return new RestClusterClient<>(direct, StandaloneClusterId.getInstance());
    }

    @Override
    public void close() throws InterruptedException {
        for (JavaProcess taskManager : taskManagers) {
            taskManager.kill();
        }
        jobManager.kill();
        zooKeeper.kill();
        try {
            Servers.deleteRecursively(temporary);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + temporary, e);
        }
    }
}
