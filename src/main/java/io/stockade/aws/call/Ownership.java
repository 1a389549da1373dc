package io.stockade.aws.call;

import io.stockade.cloud.CloudException;
import io.stockade.cloud.CloudException.Category;
import io.stockade.cloud.Creation;
import io.stockade.graph.Address;
import io.stockade.graph.Component;
import io.stockade.graph.Observed;
import io.stockade.graph.Owner;
import io.stockade.graph.Resource;
import io.stockade.graph.Tags;
import java.util.Optional;
import java.util.function.Supplier;

/** Decides what follows when a creation finds its natural key taken. */
public final class Ownership {
    private Ownership() {}

    /**
     * What has the natural key already, if it is this very stack's and was made for the same address.
     *
     * @param refusal of the creation
     * @param find reads it by the natural key
     * @throws CloudException the refusal itself, if it was for another reason; {@link Category#DEPENDENCY} if AWS does not
     *     show it yet; the refusal with the name of the owner, if it is somebody else's
     */
    public static <R extends Resource> Observed<R> claim(
            Creation<R> creation, CloudException refusal, Supplier<Optional<Observed<R>>> find) {
        if (refusal.category() != Category.ALREADY_EXISTS) {
            throw refusal;
        }
        Optional<Observed<R>> found = find.get();
        if (found.isEmpty()) {
            throw notShownYet(refusal);
        }
        Tags tags = found.get().tags();
        Optional<Owner> wanted = Owner.of(tags(creation.desired()));
        boolean ours = wanted.isPresent()
                && wanted.equals(Owner.of(tags))
                && Owner.address(tags).equals(Optional.of(creation.address()));
        if (ours) {
            return found.get();
        }
        throw new CloudException(
                Category.ALREADY_EXISTS,
                refusal.action(),
                refusal.code(),
                refusal.getMessage() + " (it is " + found.get().id() + ", which belongs to " + whose(tags) + ")",
                null);
    }

    /** What AWS says is there, and does not show: a matter of time. */
    public static CloudException notShownYet(CloudException refusal) {
        return new CloudException(
                Category.DEPENDENCY,
                refusal.action(),
                refusal.code(),
                refusal.getMessage() + " (AWS does not show it yet)",
                null);
    }

    /** The tags of a resource; none for kinds that have none. */
    public static Tags tags(Resource resource) {
        for (Component component : Component.of(resource.getClass())) {
            if (component.name().equals("tags") && component.of(resource) instanceof Tags tags) {
                return tags;
            }
        }
        return Tags.NONE;
    }

    /** Whose something is, as users read it. */
    public static String whose(Tags tags) {
        String address = Owner.address(tags).map(Address::toString).orElse("an unknown resource");
        return Owner.of(tags)
                .map(owner -> "stack " + owner.stack() + " of installation " + owner.installation() + " (" + address
                        + ", uid " + owner.uid() + ")")
                .orElse("no stack: it has no tags of Stockade");
    }
}
