package io.stockade.reconcile;

import io.stockade.cloud.World;
import io.stockade.graph.Address;
import io.stockade.graph.Observed;
import io.stockade.graph.Owner;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.Scope;
import io.stockade.memory.StackMemory;
import io.stockade.memory.StackMemory.Pins;
import io.stockade.spec.AccountSpec;
import io.stockade.spec.SecureStack;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Stops a pass before it can write where it must not: another account, another place, another owner. */
final class Guard {
    private Guard() {}

    /** Whether the stack may have the role that it names: asked before the first call, for which it would be assumed. */
    static Optional<Stall> role(SecureStack stack, AllowedRoles allowed) {
        AccountSpec account = stack.spec().account();
        return allowed.refusal(stack.metadata().namespaceOrDefault(), account == null ? null : account.roleArn())
                .map(refusal -> new Stall("RoleNotAllowed", refusal));
    }

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

    /** Whether the account that was looked at is the one that would be written to. */
    static Optional<Stall> sameAccount(Scope seen, Scope now) {
        if (seen.account().equals(now.account())) {
            return Optional.empty();
        }
        return Optional.of(new Stall(
                "WrongAccount",
                "the credentials belonged to account " + seen.account()
                        + " when the stack was looked at, and belong to " + now.account()
                        + " now: set spec.account.id to the account that is meant, or settle on one"));
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

    /**
     * Whether AWS shows the VPC that it made for us. One that it never shows would look deleted after a while, and be
     * made again and again, which costs money and fills quotas.
     */
    static Optional<Stall> shown(String vpc, RecentWrites writes, Scope scope) {
        return writes.neverShown(ResourceKind.VPC, vpc)
                .map(made -> new Stall(
                        "NeverShown",
                        "AWS made Vpc " + vpc + " at " + made + " and lists no such VPC since: nothing is built again"
                                + " before it does. Look for it in region " + scope.region() + " of account "
                                + scope.account() + "; if somebody deleted it, restart the service"));
    }

    /**
     * Whether something that we made carries the tags of another stack or installation by now: two that claim one thing
     * would undo each other's work, so nothing is written before a person says whose it is.
     *
     * @param remembered ids of what we made, by address
     */
    static Optional<Stall> claimed(World world, Owner owner, Map<Address, String> remembered) {
        for (Map.Entry<Address, String> entry : remembered.entrySet()) {
            Optional<Owner> other = world.find(entry.getKey().kind(), entry.getValue())
                    .flatMap(thing -> Owner.of(thing.tags()))
                    .filter(found -> !found.sameStack(owner));
            if (other.isPresent()) {
                return Optional.of(claim(entry.getKey() + " (" + entry.getValue() + ")", other.get(), owner));
            }
        }
        return Optional.empty();
    }

    private static Stall claim(String what, Owner other, Owner owner) {
        return new Stall(
                "OwnedByOther",
                what + " was made for stack " + owner.stack() + " of installation '" + owner.installation()
                        + "', and its tags say stack " + other.stack() + " of installation '" + other.installation()
                        + "': nothing is written until they say again " + Owner.INSTALLATION_TAG + "="
                        + owner.installation() + " and " + Owner.STACK_TAG + "=" + owner.stack());
    }

    /** The uid under which the stack is known in AWS: an adopted one, or what memory says. */
    static String uid(StackMemory memory, @Nullable String adoptUid) {
        return adoptUid == null ? memory.uid() : adoptUid;
    }
}
