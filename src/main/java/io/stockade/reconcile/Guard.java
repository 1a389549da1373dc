package io.stockade.reconcile;

import io.stockade.cloud.World;
import io.stockade.graph.Observed;
import io.stockade.graph.Owner;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.Scope;
import io.stockade.memory.StackMemory;
import io.stockade.memory.StackMemory.Pins;
import io.stockade.spec.AccountSpec;
import io.stockade.spec.SecureStack;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Stops a pass before it can write where it must not: another account, another place, another owner. */
final class Guard {
    private Guard() {}

    /** Whether the stack is where it was at its first pass. */
    static Optional<Stall> place(SecureStack stack, @Nullable Pins pins, Scope scope) {
        AccountSpec account = stack.spec().account();
        String wanted = account == null ? null : account.id();
        if (wanted != null && !wanted.equals(scope.account())) {
            return Optional.of(new Stall(
                    "WrongAccount",
                    "the credentials belong to account " + scope.account() + ", but spec.account.id is " + wanted
                            + ": use credentials or a role of account " + wanted));
        }
        if (pins == null) {
            return Optional.empty();
        }
        if (!pins.account().equals(scope.account())) {
            return Optional.of(new Stall(
                    "WrongAccount",
                    "the stack was built in account " + pins.account() + ", but the credentials belong to "
                            + scope.account() + ": use credentials or a role of account " + pins.account()));
        }
        return moved("region", pins.region(), stack.spec().region())
                .or(() -> moved("environment", pins.environment(), stack.environmentOrDefault()))
                .or(() -> moved(
                        "network.cidr",
                        pins.cidr(),
                        stack.spec().networkOrDefault().cidr()));
    }

    private static Optional<Stall> moved(String field, String pinned, @Nullable String wanted) {
        if (wanted == null || wanted.equals(pinned)) {
            return Optional.empty();
        }
        return Optional.of(new Stall(
                "Immutable",
                "spec." + field + " is " + pinned + " since the stack was built, and cannot become " + wanted
                        + ": change it back, or delete the stack and apply it anew"));
    }

    /**
     * Whether the VPC that carries the stack's name is ours to touch.
     *
     * @param remembered id of the VPC that we made; {@code null} if none is remembered
     */
    static Optional<Stall> owner(World world, Owner owner, @Nullable String remembered, @Nullable String adoptUid) {
        for (Observed<?> vpc : world.of(ResourceKind.VPC)) {
            Optional<Owner> found = Owner.of(vpc.tags());
            if (found.isEmpty() || !found.get().stack().equals(owner.stack())) {
                continue;
            }
            if (!found.get().installation().equals(owner.installation())) {
                return Optional.of(new Stall(
                        "OwnedByOther",
                        "Vpc " + vpc.id() + " is stack " + owner.stack() + " of installation '"
                                + found.get().installation() + "', and this is installation '" + owner.installation()
                                + "': rename the stack, or run this installation under that name"));
            }
            String uid = found.get().uid();
            if (!uid.equals(owner.uid()) && !vpc.id().equals(remembered) && !uid.equals(adoptUid)) {
                return Optional.of(new Stall(
                        "OtherIncarnation",
                        "Vpc " + vpc.id() + " belongs to an earlier " + owner.stack() + " with uid " + uid
                                + ": to take it over, set the annotation stockade.dev/adopt-uid: " + uid
                                + "; to start anew, delete that VPC or rename the stack"));
            }
        }
        return Optional.empty();
    }

    /** The uid under which the stack is known in AWS: an adopted one, or what memory says. */
    static String uid(StackMemory memory, @Nullable String adoptUid) {
        return adoptUid == null ? memory.uid() : adoptUid;
    }
}
