package io.stockade.cloud;

import io.stockade.graph.Observed;
import io.stockade.graph.RegionFacts;
import io.stockade.graph.Resource;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** One region of one account, reached with one set of credentials. */
public interface Cloud {
    /**
     * The same cloud, whose calls are made, queued and counted on behalf of an errand. It is made for a pass, or a part of
     * one, and dropped with it: everything that lasts is shared.
     */
    Cloud as(Errand errand);

    /** How many calls were made on behalf of a stack in the last hour, in every cloud of this process. */
    CallCount lastHour(String stack);

    /**
     * Where this is: the region asked for, and the account that STS names. Credentials may begin to belong to another
     * account while the process runs.
     *
     * @param notBefore STS is asked again, unless it was asked then or later
     * @throws CloudException if STS does not answer
     */
    Scope scope(Instant notBefore);

    /** One reader per list call; VPCs first. */
    List<Reader> readers();

    /** The driver of a kind. */
    Driver<? extends Resource> driver(ResourceKind kind);

    /** The way for the values of secrets. */
    SecretStore secrets();

    /** The auto-scaling group that an instance was seen in last; empty if it was seen in none of ours. */
    default Optional<String> groupOf(String instance) {
        return Optional.empty();
    }

    /** Who called what here. */
    default Trail trail() {
        return Trail.NONE;
    }

    /** What keeps a thing from being deleted: read only when a deletion was refused. */
    List<Blocker> blockers(Observed<?> held);

    /**
     * What is true of the region.
     *
     * @param instanceTypes whose offerings are wanted
     * @param services full names of the endpoint services wanted
     * @param prefixLists names of the prefix lists wanted
     * @throws CloudException if any of it could not be read
     */
    RegionFacts facts(SortedSet<String> instanceTypes, SortedSet<String> services, SortedSet<String> prefixLists);
}
