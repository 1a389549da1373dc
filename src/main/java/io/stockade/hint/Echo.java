package io.stockade.hint;

import io.stockade.graph.ResourceKind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Notices that AWS stopped telling of calls. Our own come as events too, so that their silence is proof, and takes neither a
 * question nor a right. It says nothing of places where we do not write.
 */
public final class Echo {
    /**
     * After this time an event does not come any more. CloudTrail takes about five minutes on average:
     * docs.aws.amazon.com/awscloudtrail/latest/userguide/get-and-view-cloudtrail-log-files.html.
     */
    private static final Duration LATEST = Duration.ofMinutes(30);

    /** An event has the time, on AWS's clock, at which a call came; we have that of the answer, on ours. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    /** Events of calls come as well as AWS can; one may be lost, and so may two. */
    private static final int ENOUGH = 3;

    private static final int MOST = 100;

    /** What the rule of a region lets through. */
    private static final Set<String> REGIONAL = Set.of("ec2", "autoscaling", "secretsmanager", "lambda");

    private static final String IAM = "iam";

    /**
     * What no event could be heard of: that a function was called is data, of which CloudTrail tells nobody who doesn't pay for
     * it; and a policy that was made is named by nothing that hints know.
     */
    private static final Set<String> UNHEARD = Set.of("Invoke", "CreatePolicy");

    private static final Set<ResourceKind> OF_IAM =
            EnumSet.of(ResourceKind.ROLE, ResourceKind.INSTANCE_PROFILE, ResourceKind.MANAGED_POLICY);

    private final InstantSource clock;

    /** When we wrote what no later event was heard of, oldest first. */
    private final Map<Place, Deque<Instant>> unheard = new HashMap<>();

    public Echo(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Where calls are told of together.
     *
     * @param part a region, or IAM, which has none
     */
    public record Place(String account, String part) {
        /** Of IAM in an account. */
        public static Place iam(String account) {
            return new Place(account, IAM);
        }
    }

    /**
     * That nothing was heard where something should have been.
     *
     * @param calls of ours that nobody told of
     * @param since when the first of them was made
     */
    public record Silence(int calls, Instant since) {}

    /** Takes note that a call of ours changed something. */
    public synchronized void wrote(String account, String region, String service, String action) {
        boolean regional = REGIONAL.contains(service);
        if (UNHEARD.contains(action) || (!regional && !service.equals(IAM))) {
            return;
        }
        Place place = regional ? new Place(account, region) : Place.iam(account);
        Deque<Instant> times = unheard.computeIfAbsent(place, fresh -> new ArrayDeque<>());
        if (times.size() < MOST) {
            times.addLast(clock.instant());
        }
    }

    /** Takes note that AWS told of a call, whoever made it: up to then it tells. */
    synchronized void heard(Hint hint) {
        if (!hint.actor().known()) {
            // What instances and groups say of themselves takes another way.
            return;
        }
        boolean iam = hint.named().stream().anyMatch(named -> named.kind() != null && OF_IAM.contains(named.kind()));
        Place place = iam ? Place.iam(hint.account()) : new Place(hint.account(), hint.region());
        Instant until = hint.time().plus(SKEW);
        Optional.ofNullable(unheard.get(place)).ifPresent(times -> times.removeIf(time -> !time.isAfter(until)));
    }

    /** Takes note that nobody could listen: of what was done up to now nothing follows from silence. */
    public synchronized void deaf(Place place) {
        unheard.remove(place);
    }

    /** Whether AWS does not tell of a place any more; empty also where we have not written enough to know. */
    public synchronized Optional<Silence> silence(Place place) {
        Deque<Instant> times = unheard.getOrDefault(place, new ArrayDeque<>());
        Instant due = clock.instant().minus(LATEST);
        int calls = (int) times.stream().filter(time -> !time.isAfter(due)).count();
        return calls < ENOUGH ? Optional.empty() : Optional.of(new Silence(calls, times.getFirst()));
    }
}
