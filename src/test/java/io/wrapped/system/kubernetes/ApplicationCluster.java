package io.wrapped.system.kubernetes;

import java.io.File;
import org.apache.flink.client.deployment.application.ApplicationClusterEntryPoint;
import org.apache.flink.client.deployment.application.ApplicationConfiguration;
import org.apache.flink.client.program.DefaultPackagedProgramRetriever;
import org.apache.flink.client.program.PackagedProgram;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.plugin.PluginManager;
import org.apache.flink.core.plugin.PluginUtils;
import org.apache.flink.runtime.entrypoint.ClusterEntrypoint;
import org.apache.flink.runtime.resourcemanager.StandaloneResourceManagerFactory;
import org.apache.flink.runtime.taskexecutor.TaskExecutorResourceUtils;
import org.apache.flink.runtime.taskexecutor.TaskManagerRunner;

/**
 * The process of a JobManager in application mode, as {@code kubernetes-application} of Flink's
 * image is. Where that one has Kubernetes start TaskManagers, as many as the job's parallelism
 * needs, here they are in the same process.
 *
 * <p>Arguments: the folder of the configuration, the job's jar.
 */
final class ApplicationCluster extends ApplicationClusterEntryPoint {
    private ApplicationCluster(Configuration configuration, PackagedProgram program) {
        super(configuration, program, StandaloneResourceManagerFactory.getInstance());
    }

    public static void main(String[] arguments) throws Exception {
        Configuration configuration = GlobalConfiguration.loadConfiguration(arguments[0]);
        ApplicationConfiguration application =
                ApplicationConfiguration.fromConfiguration(configuration);
        PackagedProgram program =
                DefaultPackagedProgramRetriever.create(
                                null,
                                new File(arguments[1]),
                                application.getApplicationClassName(),
                                application.getProgramArguments(),
                                configuration)
                        .getPackagedProgram();
        configureExecution(configuration, program);
        startTaskManagers(configuration);
        ClusterEntrypoint.runClusterEntrypoint(new ApplicationCluster(configuration, program));
    }

    /** They look for the JobManager until it is there. */
    private static void startTaskManagers(Configuration configuration) throws Exception {
        PluginManager plugins = PluginUtils.createPluginManagerFromRootFolder(configuration);
        FileSystem.initialize(configuration, plugins);
        int slots = configuration.get(TaskManagerOptions.NUM_TASK_SLOTS);
        int parallelism = configuration.get(CoreOptions.DEFAULT_PARALLELISM);
        for (int started = 0; started * slots < parallelism; started++) {
            Configuration own =
                    TaskExecutorResourceUtils.adjustForLocalExecution(
                            new Configuration(configuration));
            new TaskManagerRunner(own, plugins, TaskManagerRunner::createTaskExecutorService)
                    .start();
        }
    }
}
