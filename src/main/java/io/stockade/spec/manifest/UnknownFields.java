package io.stockade.spec.manifest;

import io.stockade.spec.Nearest;
import io.stockade.spec.SpecProblem;
import io.stockade.spec.shape.FieldPaths;
import io.stockade.spec.shape.Shape.ObjectShape;
import java.util.List;
import java.util.Set;

/** What to say of a field that the format doesn't have. */
final class UnknownFields {
    /** In the plans, and written by people who read them; to ignore one would leave a stack less secure than asked. */
    static final Set<String> PLANNED =
            Set.of("databases", "functions", "loadBalancers", "clusters", "bastion", "peerings", "vpn", "invariants");

    /** What {@code kubectl get -o yaml} writes and Kubernetes alone keeps. */
    private static final Set<String> KEPT_BY_KUBERNETES = Set.of(
            "status",
            "metadata.creationTimestamp",
            "metadata.deletionTimestamp",
            "metadata.deletionGracePeriodSeconds",
            "metadata.finalizers",
            "metadata.generateName",
            "metadata.managedFields",
            "metadata.ownerReferences",
            "metadata.resourceVersion",
            "metadata.selfLink");

    private UnknownFields() {}

    /** Whether a field is skipped without being looked at. */
    static boolean isKeptByKubernetes(String path) {
        return KEPT_BY_KUBERNETES.contains(path);
    }

    static SpecProblem problem(String parent, String name, ObjectShape object) {
        String path = TreeBuilder.child(parent, shown(name));
        if (isKeptByKubernetes(path)) {
            return SpecProblem.warning(path, "is kept by Kubernetes, and ignored in a file");
        }
        if (parent.equals("spec") && PLANNED.contains(name)) {
            return SpecProblem.error(path, "is planned, not supported in this release");
        }
        List<String> names = object.names();
        if (names.isEmpty()) {
            return SpecProblem.error(path, "unknown field").expecting("{}: there are no fields here yet");
        }
        SpecProblem problem = SpecProblem.error(path, "unknown field")
                .expecting(
                        parent.isEmpty() || names.size() > 1
                                ? "one of " + String.join(", ", names)
                                : String.join(", ", names));
        String nearest = Nearest.of(name, names);
        return problem.meaning(nearest == null ? FieldPaths.elsewhere(name) : nearest);
    }

    /** Names are part of paths, and paths part of one-line messages. */
    private static String shown(String name) {
        boolean simple = !name.isEmpty() && name.length() <= 60 && name.chars().allMatch(c -> c > ' ' && c < 0x7f);
        return simple ? name : Excerpt.of(name);
    }
}
