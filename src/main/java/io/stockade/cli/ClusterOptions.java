package io.stockade.cli;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which objects of a cluster a service works for. */
final class ClusterOptions {
    private static final String ALL = "all";

    /** Labels and subdomains of DNS, as Kubernetes names things. */
    private static final Pattern LEASE =
            Pattern.compile("([a-z0-9]([-a-z0-9]*[a-z0-9])?/)?[a-z0-9]([-.a-z0-9]*[a-z0-9])?");

    @Option(
            names = "--namespace",
            paramLabel = "NS",
            split = ",",
            description = "Work for the objects of this namespace; several are given one by one. Without it, or with"
                    + " 'all', for those of the whole cluster.")
    private @Nullable List<String> namespaces;

    @Option(
            names = "--selector",
            paramLabel = "LABELS",
            defaultValue = "",
            description = "Work for objects with these labels only, such as team=payments,tier!=test.")
    private String selector = "";

    @Option(
            names = "--lease",
            paramLabel = "[NS/]NAME",
            description = "The Lease by which one of several instances is elected; the others stand by. Instances that"
                    + " work for different objects need different ones. Default: stockade, or stockade-NAME for the"
                    + " --installation NAME, in the namespace of the pod or of the kubeconfig's context.")
    private @Nullable String lease;

    Machinery.ClusterUse use() {
        if (lease != null && !LEASE.matcher(lease).matches()) {
            throw new Failure("--lease must be the name of a Lease, or its namespace and name such as"
                    + " stockade-system/stockade, not '" + lease + "'");
        }
        List<String> named = namespaces == null ? List.of(ALL) : namespaces;
        if (named.contains(ALL)) {
            if (named.size() > 1) {
                throw new Failure("--namespace is either 'all' or the names of some");
            }
            return new Machinery.ClusterUse(List.of(), selector, lease);
        }
        return new Machinery.ClusterUse(named, selector, lease);
    }
}
