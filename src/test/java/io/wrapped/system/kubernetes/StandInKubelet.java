package io.wrapped.system.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wrapped.system.kubernetes.KubernetesApi.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Does what Kubernetes does for a JobManager's Deployment, for one replica: starts its pod, says so
 * in the status, and ends the pod when the Deployment goes. Objects whose owner is gone it removes.
 */
final class StandInKubelet implements AutoCloseable {
    private static final long PAUSE_MILLIS = 200;

    private final Path home;
    private final Path folder;
    private final KubernetesApi api;

    /** The pods, by the uid of their Deployment. */
    private final Map<String, Pod> pods = new HashMap<>();

    private final Set<String> ready = new HashSet<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final Future<?> looking;
    private volatile @Nullable Throwable failure;

    /**
     * Begins.
     *
     * @param home the project's folder
     * @param folder where pods have their files, each in one of its own
     */
    StandInKubelet(Path home, Path folder, KubernetesApi api) {
        this.home = home;
        this.folder = folder;
        this.api = api;
        looking = thread.scheduleWithFixedDelay(this::look, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Fails where it failed, or a pod did. */
    void check() {
        if (failure != null) {
            throw new AssertionError("see " + folder, failure);
        }
    }

    private void look() {
        try {
            Set<String> wanted = new HashSet<>();
            for (ObjectNode deployment : api.list(Kind.DEPLOYMENT)) {
                wanted.add(KubernetesApi.uid(deployment));
                tend(deployment);
            }
            for (Map.Entry<String, Pod> pod : Map.copyOf(pods).entrySet()) {
                if (!wanted.contains(pod.getKey())) {
                    pod.getValue().kill();
                    pods.remove(pod.getKey());
                }
            }
            collectGarbage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable e) {
            failure = e;
        }
    }

    private void tend(ObjectNode deployment) throws IOException {
        String uid = KubernetesApi.uid(deployment);
        Pod pod = pods.get(uid);
        if (pod == null) {
            start(deployment);
        } else if (!pod.isAlive()) {
            throw new AssertionError("the pod of " + deployment.at("/metadata") + " ended");
        } else if (!ready.contains(uid) && pod.isReady() && report(deployment, 1)) {
            ready.add(uid);
        }
    }

    /** Mounts wait for what they name, which the operator makes after the Deployment. */
    private void start(ObjectNode deployment) throws IOException {
        String name = KubernetesApi.name(deployment);
        Optional<ObjectNode> configMap = api.find(Kind.CONFIG_MAP, "flink-config-" + name);
        if (configMap.isPresent() && report(deployment, 0)) {
            String uid = KubernetesApi.uid(deployment);
            pods.put(
                    uid,
                    Pod.start(home, folder.resolve(name + "-" + uid), configMap.orElseThrow()));
        }
    }

    private boolean report(ObjectNode deployment, int available) {
        deployment
                .putObject("status")
                .put("replicas", 1)
                .put("availableReplicas", available)
                .put("readyReplicas", available);
        return api.replaceStatus(Kind.DEPLOYMENT, deployment);
    }

    /** Owners are read last: what an object names was there before it. */
    private void collectGarbage() {
        Map<Kind, List<ObjectNode>> owned = new EnumMap<>(Kind.class);
        for (Kind kind : List.of(Kind.CONFIG_MAP, Kind.SERVICE, Kind.DEPLOYMENT)) {
            owned.put(kind, api.list(kind));
        }
        Set<String> owners =
                Stream.of(Kind.DEPLOYMENT, Kind.FLINK_DEPLOYMENT)
                        .flatMap(kind -> api.list(kind).stream())
                        .map(KubernetesApi::uid)
                        .collect(Collectors.toSet());
        owned.forEach(
                (kind, objects) ->
                        objects.stream()
                                .filter(object -> isLeft(object, owners))
                                .forEach(object -> api.delete(kind, KubernetesApi.name(object))));
    }

    private static boolean isLeft(JsonNode object, Set<String> owners) {
        for (JsonNode owner : object.at("/metadata/ownerReferences")) {
            if (!owners.contains(owner.path("uid").asText())) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() throws InterruptedException {
        looking.cancel(false);
        thread.shutdown();
        thread.awaitTermination(1, TimeUnit.MINUTES);
        for (Pod pod : pods.values()) {
            pod.kill();
        }
    }
}
