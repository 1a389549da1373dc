package io.stockade.aws.ec2;

import io.stockade.graph.Ref;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Sets of ids, between our references and AWS's texts. */
final class Ids {
    private Ids() {}

    static List<String> of(Collection<Ref> refs) {
        return refs.stream().map(Ref::text).toList();
    }

    static SortedSet<Ref> refs(Collection<String> ids) {
        SortedSet<Ref> refs = new TreeSet<>();
        ids.forEach(id -> refs.add(Ref.known(id)));
        return refs;
    }

    /** What is in one and not in the other, which may hold the same things as references of another kind. */
    static List<String> missing(Collection<Ref> from, Collection<Ref> in) {
        List<String> known = of(in);
        return of(from).stream().filter(id -> !known.contains(id)).toList();
    }
}
