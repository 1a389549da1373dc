package io.stockade.reconcile;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which rights the stacks of each namespace may use. A namespace of which nothing is said may use none. */
public final class NamespaceRoles implements AllowedRoles {
    /** Stands for the rights of the service itself. */
    public static final String OWN = "own";

    /** Stands for every namespace of which nothing is said. */
    public static final String OTHERS = "*";

    private final Map<String, Rights> byNamespace = new TreeMap<>();

    private record Rights(boolean own, RolePatterns roles) {
        static final Rights NONE = new Rights(false, new RolePatterns(List.of()));

        String listed() {
            String named = roles.listed();
            if (named.isEmpty()) {
                return own ? "the service's own rights alone" : "none";
            }
            return own ? named + ", and the service's own rights" : named;
        }
    }

    /**
     * Rights by namespace.
     *
     * @param entries patterns of role ARNs, and {@link #OWN}
     * @throws IllegalArgumentException if a pattern could match no role
     */
    public NamespaceRoles(Map<String, List<String>> entries) {
        entries.forEach((namespace, patterns) -> byNamespace.put(
                namespace,
                new Rights(
                        patterns.contains(OWN),
                        new RolePatterns(patterns.stream()
                                .filter(pattern -> !pattern.equals(OWN))
                                .toList()))));
    }

    @Override
    public Optional<String> refusal(String namespace, @Nullable String roleArn) {
        Rights rights = byNamespace.getOrDefault(namespace, byNamespace.getOrDefault(OTHERS, Rights.NONE));
        boolean allowed = roleArn == null ? rights.own() : rights.roles().match(roleArn);
        if (allowed) {
            return Optional.empty();
        }
        String asked = roleArn == null
                ? "spec.account.roleArn is missing, and the service's own rights are not for namespace " + namespace
                : "spec.account.roleArn is " + roleArn + ", which is not for namespace " + namespace;
        String entry = roleArn == null ? OWN : "it";
        return Optional.of(asked + " (which may use: " + rights.listed() + "): name a role that it may use, or have"
                + " whoever runs the service add " + entry + " for the namespace in the file of --roles-by-namespace");
    }
}
