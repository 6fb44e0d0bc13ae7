package io.wrapped.jobs.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.configuration.ConfigConstants;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.plugin.DefaultPluginManager;
import org.apache.flink.core.plugin.DirectoryBasedPluginFinder;

/**
 * File systems that are plugins of Flink, such as that of S3, for savepoints and the archive. They
 * are found and set as by Flink's own processes: by the variables that say where its plugins and
 * its configuration are.
 */
final class FileSystemPlugins {
    private FileSystemPlugins() {}

    /**
     * Makes them known to this process; does nothing where no folder of plugins is named.
     *
     * @throws CommandException when a folder that is named cannot be used
     */
    static void load(Map<String, String> environment) throws CommandException {
        String plugins = environment.getOrDefault(ConfigConstants.ENV_FLINK_PLUGINS_DIR, "");
        if (plugins.isBlank()) {
            return;
        }
        String settings = environment.getOrDefault(ConfigConstants.ENV_FLINK_CONF_DIR, "");
        try {
            Configuration configuration =
                    settings.isBlank()
                            ? new Configuration()
                            : GlobalConfiguration.loadConfiguration(settings);
            FileSystem.initialize(
                    configuration,
                    new DefaultPluginManager(
                            new DirectoryBasedPluginFinder(Path.of(plugins)).findPlugins(),
                            CoreOptions.getPluginParentFirstLoaderPatterns(configuration)));
        } catch (IOException | RuntimeException e) {
            throw new CommandException(
                    "%s=%s or %s=%s cannot be used: %s"
                            .formatted(
                                    ConfigConstants.ENV_FLINK_PLUGINS_DIR,
                                    plugins,
                                    ConfigConstants.ENV_FLINK_CONF_DIR,
                                    settings,
                                    Reasons.of(e)),
                    e);
        }
    }
}
