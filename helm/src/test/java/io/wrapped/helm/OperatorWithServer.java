package io.wrapped.helm;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.dsl.base.CustomResourceDefinitionContext;
import io.fabric8.kubernetes.client.server.mock.KubernetesMixedDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.ServerRequest;
import io.fabric8.mockwebserver.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.flink.kubernetes.operator.FlinkOperator;

/**
 * The operator's process: its own main, after an API server that it watches, which keeps objects in
 * memory. Nobody else is there: no scheduler, no controller of Deployments, no kubelet.
 *
 * <p>Its one argument is the server's port on the loopback address. That {@code
 * -Dkubernetes.master} names it, and {@code FLINK_CONF_DIR} the operator's settings, is up to who
 * starts it. It ends with its input.
 */
public final class OperatorWithServer {
    /** Held, or its level would be forgotten: it tells each request with all that it carries. */
    private static final Logger REQUESTS = Logger.getLogger(MockWebServer.class.getName());

    private static final String DEFINITIONS = "/META-INF/fabric8/%s.flink.apache.org-v1.yml";

    private OperatorWithServer() {}

    public static void main(String[] arguments) throws IOException {
        REQUESTS.setLevel(Level.WARNING);
        Map<ServerRequest, Queue<ServerResponse>> none = new HashMap<>();
        KubernetesMockServer server =
                new KubernetesMockServer(
                        new Context(Serialization.jsonMapper()),
                        new MockWebServer(),
                        none,
                        new KubernetesMixedDispatcher(
                                none,
                                List.of(
                                        definition("flinkdeployments"),
                                        definition("flinksessionjobs"))),
                        false);
        server.start(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0]));
        FlinkOperator.main();
        while (System.in.read() >= 0) {
            // Whoever started this process is still there.
        }
        System.exit(0);
    }

    /** As the operator's own API defines it, the status apart from the rest among it. */
    private static CustomResourceDefinitionContext definition(String plural) throws IOException {
        String name = DEFINITIONS.formatted(plural);
        try (InputStream yaml = OperatorWithServer.class.getResourceAsStream(name)) {
            if (yaml == null) {
                throw new IOException("the operator's API has no " + name);
            }
            return CustomResourceDefinitionContext.fromCrd(
                    Serialization.unmarshal(yaml, CustomResourceDefinition.class));
        }
    }
}
