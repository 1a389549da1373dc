package io.stockade.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which objects of a cluster a service works for. */
final class ClusterOptions {
    private static final String ALL = "all";

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

    Machinery.ClusterUse use() {
        List<String> named = namespaces == null ? List.of(ALL) : namespaces;
        if (named.contains(ALL)) {
            if (named.size() > 1) {
                throw new Failure("--namespace is either 'all' or the names of some");
            }
            return new Machinery.ClusterUse(List.of(), selector);
        }
        return new Machinery.ClusterUse(named, selector);
    }
}
