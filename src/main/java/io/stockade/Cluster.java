package io.stockade;

import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.stockade.cli.Failure;
import io.stockade.cli.Machinery.ClusterUse;
import io.stockade.kube.LeaderLease;
import io.stockade.kube.RawStack;
import io.stockade.kube.StackReconciler;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** The cluster that a service works for: found as kubectl finds it. */
final class Cluster {
    /** Whoever asks is asked again soon; a call that goes on for long would keep a pass. */
    private static final int TRIES = 3;

    private static final String CONTROLLER = "quarkus.operator-sdk.controllers." + StackReconciler.NAME + ".";

    /** What the lease is asked for in: shorter than its margin, so that a lost answer costs one renewal and no more. */
    private static final int MILLISECONDS_FOR_THE_LEASE = 4_000;

    private Cluster() {}

    /**
     * The lease by which one of several instances is elected.
     *
     * @param installation names it, if nothing else does
     */
    static Election election(ClusterUse use, String installation) {
        Config config = new ConfigBuilder(Config.autoConfigure(null))
                .withRequestRetryBackoffLimit(0)
                .withRequestTimeout(MILLISECONDS_FOR_THE_LEASE)
                .withConnectionTimeout(MILLISECONDS_FOR_THE_LEASE)
                .build();
        KubernetesClient client = client(config);
        String named = use.lease() == null ? leaseOf(installation) : use.lease();
        int slash = named.indexOf('/');
        String namespace =
                slash < 0 ? Objects.requireNonNullElse(client.getNamespace(), "default") : named.substring(0, slash);
        String name = named.substring(slash + 1);
        return new Election(LeaderLease.of(client, namespace, name, identity()), client::close);
    }

    private static KubernetesClient client(Config config) {
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    private static String leaseOf(String installation) {
        return installation.equals("default") ? "stockade" : "stockade-" + installation;
    }

    /** The pod's name first, for people; then what no other process ever has. */
    private static String identity() {
        return Objects.requireNonNullElse(System.getenv("HOSTNAME"), "stockade") + "_" + UUID.randomUUID();
    }

    /**
     * Connects, and looks whether there is work at all.
     *
     * @throws Failure if no cluster answers, or not with stacks
     */
    static KubernetesClient connect(ClusterUse use) {
        Config config = new ConfigBuilder(Config.autoConfigure(null))
                .withRequestRetryBackoffLimit(TRIES)
                .build();
        KubernetesClient client = client(config);
        try {
            look(client, use);
            return client;
        } catch (KubernetesClientException failed) {
            client.close();
            throw new Failure(explain(failed, config.getMasterUrl()));
        }
    }

    /** Properties of the process have the last word over annotations. */
    static void tellOperator(ClusterUse use) {
        System.setProperty(CONTROLLER + "namespaces", String.join(",", namespaces(use)));
        if (!use.selector().isEmpty()) {
            System.setProperty(CONTROLLER + "selector", use.selector());
        }
    }

    private static List<String> namespaces(ClusterUse use) {
        return use.namespaces().isEmpty() ? List.of("JOSDK_ALL_NAMESPACES") : use.namespaces();
    }

    private static void look(KubernetesClient client, ClusterUse use) {
        var stacks = client.resources(RawStack.class);
        var one = new ListOptionsBuilder().withLimit(1L).build();
        if (use.namespaces().isEmpty()) {
            stacks.inAnyNamespace().list(one);
        }
        use.namespaces().forEach(namespace -> stacks.inNamespace(namespace).list(one));
    }

    private static String explain(KubernetesClientException failed, String server) {
        int code = failed.getCode();
        if (code <= 0) {
            return "no cluster answers at " + server
                    + "; name one by KUBECONFIG, or say --mode=standalone for a folder of" + " manifests";
        }
        return switch (code) {
            case 401, 403 ->
                "the cluster at " + server + " doesn't let this user list securestacks: " + failed.getMessage();
            case 404 ->
                "the cluster at " + server + " knows no SecureStack; teach it with 'kubectl apply -f crds/', then start"
                        + " again";
            default -> "the cluster at " + server + " does not answer as it should: " + failed.getMessage();
        };
    }
}
