package io.stockade.reconcile;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whose rights stacks may use: whoever may write a manifest would else choose any role that trusts this service. */
public interface AllowedRoles {
    /** Every role: that it trusts this service is all that is asked for. */
    AllowedRoles ANY = (namespace, roleArn) -> Optional.empty();

    /**
     * Why a stack may not use a role, and what to do; empty if it may. Asked anew at every pass, and answered at once.
     *
     * @param namespace of the stack
     * @param roleArn {@code null} for the service's own rights
     */
    Optional<String> refusal(String namespace, @Nullable String roleArn);

    /** What is wrong with the place where this is kept, so that an older state of it holds; empty if nothing is. */
    default Optional<String> problem() {
        return Optional.empty();
    }

    /** The roles that patterns name, in every namespace, and the service's own rights. */
    static AllowedRoles matching(List<String> patterns) {
        RolePatterns named = new RolePatterns(patterns);
        return (namespace, roleArn) -> roleArn == null || named.match(roleArn)
                ? Optional.empty()
                : Optional.of("spec.account.roleArn is " + roleArn
                        + ", which is not among the roles that manifests may name ("
                        + (patterns.isEmpty() ? "none may be named" : named.listed())
                        + "): name one of them, or have whoever runs the service add it with --allow-role or to the file"
                        + " of --roles");
    }

    /** What both allow. */
    default AllowedRoles and(AllowedRoles other) {
        AllowedRoles first = this;
        return new AllowedRoles() {
            @Override
            public Optional<String> refusal(String namespace, @Nullable String roleArn) {
                return first.refusal(namespace, roleArn).or(() -> other.refusal(namespace, roleArn));
            }

            @Override
            public Optional<String> problem() {
                return first.problem().or(other::problem);
            }
        };
    }
}
