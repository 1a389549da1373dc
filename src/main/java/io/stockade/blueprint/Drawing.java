package io.stockade.blueprint;

import io.stockade.graph.Address;
import io.stockade.graph.KeyedName;
import io.stockade.graph.Owner;
import io.stockade.graph.Ref;
import io.stockade.graph.RegionFacts;
import io.stockade.graph.Resource;
import io.stockade.graph.ResourceGraph;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.Tags;
import io.stockade.spec.NetworkSpec;
import io.stockade.spec.SecureStack;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Function;

/** A blueprint in the making: what it is drawn from, and what has been drawn and noticed so far. */
final class Drawing {
    private final SecureStack stack;
    private final RegionFacts facts;
    private final Owner owner;
    private final SortedSet<String> formerTags;
    private final ResourceGraph.Builder graph = ResourceGraph.builder();
    private final Set<Address> drawn = new HashSet<>();
    private final Set<Notice> notices = new LinkedHashSet<>();

    /** @param formerTags keys of tags that things may bear because an earlier manifest asked for them */
    Drawing(SecureStack stack, RegionFacts facts, Owner owner, SortedSet<String> formerTags) {
        this.stack = stack;
        this.facts = facts;
        this.owner = owner;
        this.formerTags = formerTags;
    }

    SecureStack stack() {
        return stack;
    }

    NetworkSpec network() {
        return stack.spec().networkOrDefault();
    }

    RegionFacts facts() {
        return facts;
    }

    Owner owner() {
        return owner;
    }

    List<Notice> notices() {
        return List.copyOf(notices);
    }

    ResourceGraph graph() {
        return graph.build();
    }

    boolean has(Address address) {
        return drawn.contains(address);
    }

    /** How many resources of a kind have been drawn. */
    long count(ResourceKind kind) {
        return drawn.stream().filter(address -> address.kind() == kind).count();
    }

    void error(String path, String message) {
        notice(Notice.Severity.ERROR, path, message);
    }

    /** Says what follows from the region or from memory only where the manifest has no error of its own. */
    void errorUnlessRefused(String path, String message) {
        if (!refuses(path)) {
            error(path, message);
        }
    }

    /** Whether an error has been found at a place. */
    boolean refuses(String path) {
        return notices.stream()
                .anyMatch(notice -> notice.severity() == Notice.Severity.ERROR
                        && notice.path().equals(path));
    }

    void warning(String path, String message) {
        notice(Notice.Severity.WARNING, path, message);
    }

    void info(String path, String message) {
        notice(Notice.Severity.INFO, path, message);
    }

    private void notice(Notice.Severity severity, String path, String message) {
        boolean unused = notices.add(new Notice(severity, path, message));
    }

    /** Draws a resource that carries tags. */
    Ref tagged(ResourceKind kind, String name, Function<Tags, Resource> resource, Address... alsoNeeds) {
        Address address = new Address(kind, name);
        return named(name, resource.apply(tags(address)), alsoNeeds);
    }

    /** Draws a resource under a name. */
    Ref named(String name, Resource resource, Address... alsoNeeds) {
        Address address = new Address(resource.kind(), name);
        if (drawn.add(address)) {
            graph.add(name, resource, alsoNeeds);
        } else {
            error("spec", "two things of the manifest come to " + address + "; give one of them another name");
        }
        return Ref.to(address);
    }

    /** Draws a sub-object, named by its natural key. */
    Address keyed(Resource resource, Address... alsoNeeds) {
        String name = keyOf(resource);
        named(name, resource, alsoNeeds);
        return new Address(resource.kind(), name);
    }

    static String keyOf(Resource resource) {
        return KeyedName.of(
                resource,
                ref -> ref instanceof Ref.Planned planned ? planned.address().name() : ref.text());
    }

    /** Users' tags win over the name, which is only a courtesy; ownership wins over all. */
    private Tags tags(Address address) {
        return Tags.of(Map.of("Name", title(address.name())))
                .with(stack.spec().tags())
                .with(owner.tags(address))
                .instead(formerTags);
    }

    /**
     * Tags of what AWS launches for us. They say whose it is, but bear no address, since the stack has no resource for
     * it; nor the stack's uid, since an adopted stack would otherwise have to replace what runs.
     */
    Tags launchedTags(String name) {
        Map<String, String> ownership = new TreeMap<>(owner.tags(new Address(ResourceKind.AUTO_SCALING_GROUP, name)));
        ownership.remove(Owner.RESOURCE_TAG);
        ownership.remove(Owner.UID_TAG);
        return Tags.of(Map.of("Name", title(name))).with(stack.spec().tags()).with(ownership);
    }

    private String title(String name) {
        return stack.metadata().name() + " " + name;
    }
}
