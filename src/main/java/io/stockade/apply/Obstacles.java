package io.stockade.apply;

import io.stockade.cloud.Blocker;
import io.stockade.cloud.Cloud;
import io.stockade.cloud.CloudException;
import io.stockade.cloud.CloudException.Category;
import io.stockade.graph.Observed;
import io.stockade.plan.Change;
import io.stockade.text.Shortlist;
import java.util.List;

/** Says of a refused deletion what holds the thing: what it is, whose, since when, and what to do. */
final class Obstacles {
    /** More than this few in one message nobody reads. */
    private static final int NAMED = 5;

    private Obstacles() {}

    /** The same failure with every blocker named; as it was where it is none of that kind, or nothing is found. */
    static CloudException named(Cloud cloud, Change change, CloudException failure) {
        Observed<?> held = change.current();
        if (change.action() != Change.Action.DELETE || held == null || failure.category() != Category.DEPENDENCY) {
            return failure;
        }
        List<Blocker> blockers = blockers(cloud, held);
        if (blockers.isEmpty()) {
            return failure;
        }
        List<String> names = blockers.stream().map(Obstacles::text).toList();
        return new CloudException(
                failure.category(),
                failure.action(),
                failure.code(),
                failure.getMessage() + "; it is held by " + Shortlist.apart(names, NAMED, "; "),
                failure.retryAfter());
    }

    /** To name them is a courtesy: where even that is refused, the deletion's own message stands. */
    private static List<Blocker> blockers(Cloud cloud, Observed<?> held) {
        try {
            return cloud.blockers(held);
        } catch (CloudException unknown) {
            return List.of();
        }
    }

    private static String text(Blocker blocker) {
        String since = blocker.since() == null ? "" : " since " + blocker.since();
        return blocker.what() + " (" + blocker.whose() + since + "): " + blocker.remedy();
    }
}
