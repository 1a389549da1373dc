package io.stockade;

import io.stockade.aws.AwsClients;
import io.stockade.aws.AwsClouds;
import io.stockade.aws.AwsSettings;
import io.stockade.aws.AwsSurroundings;
import io.stockade.aws.call.CallLedger;
import io.stockade.aws.events.EventPart;
import io.stockade.aws.events.EventPlace;
import io.stockade.aws.events.EventWay;
import io.stockade.aws.policy.EventRights;
import io.stockade.cli.Failure;
import io.stockade.cli.Machinery.EventsReport;
import io.stockade.cli.Machinery.EventsTask;
import io.stockade.cli.Machinery.EventsUse;
import io.stockade.cloud.CloudException;
import io.stockade.cloud.Clouds;
import io.stockade.graph.Scope;
import io.stockade.reconcile.StackDetail;
import io.stockade.spec.rules.Regions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes and takes away what brings events of AWS to a service, and tells how it is. */
final class EventsDesk {
    private final AwsClouds clouds;

    EventsDesk(AwsClients.Source clients) {
        InstantSource clock = InstantSource.system();
        this.clouds = new AwsClouds(
                clients,
                AwsSettings.STANDARD,
                new AwsSurroundings(new CallLedger(clock), clock, tasks -> tasks.forEach(Runnable::run)));
    }

    /** @throws Failure for people, with what to do about it */
    EventsReport report(EventsTask task, EventsUse use) {
        if (Regions.partition(use.region()).isEmpty()) {
            throw new Failure("'" + use.region() + "' is no region of AWS, such as eu-west-1");
        }
        try {
            return report(task, ways(use));
        } catch (CloudException refused) {
            throw new Failure(refused.getMessage() + ". What was done stays, and the command can be given again");
        }
    }

    private List<EventWay> ways(EventsUse use) {
        Scope region =
                clouds.open(new Clouds.Target(use.region(), null, null, null)).scope(Instant.MIN);
        List<EventWay> ways = new ArrayList<>();
        ways.add(clouds.eventWay(EventPlace.of(region, use.installation())));
        if (use.iam()) {
            ways.add(clouds.eventWay(EventPlace.iam(region, use.installation())));
        }
        return ways;
    }

    private static EventsReport report(EventsTask task, List<EventWay> ways) {
        List<EventWay.Seen> seen = ways.stream().map(EventWay::look).toList();
        if (task == EventsTask.ENABLE) {
            // All of it is looked at before the first of it is written.
            seen.forEach(EventsDesk::refuseForeign);
        }
        List<StackDetail.Resource> parts = new ArrayList<>();
        List<String> queues = new ArrayList<>();
        for (int index = 0; index < ways.size(); index++) {
            EventWay.Seen now = done(task, ways.get(index), seen.get(index));
            String queue = now.queue().id();
            if (queue != null) {
                queues.add(queue);
            }
            now.parts().forEach(part -> parts.add(resource(part)));
        }
        return new EventsReport(
                parts,
                queues,
                EventRights.ofService(
                                ways.stream().map(way -> way.place().queueArn()).toList())
                        .json());
    }

    private static EventWay.Seen done(EventsTask task, EventWay way, EventWay.Seen seen) {
        return switch (task) {
            case LOOK -> seen;
            case ENABLE -> way.put(seen);
            case DISABLE -> way.remove(seen);
        };
    }

    private static void refuseForeign(EventWay.Seen seen) {
        seen.foreign().forEach(part -> {
            throw new Failure(part.address() + " " + part.id() + " stands where ours would be: "
                    + String.join("; ", part.remarks()) + ". Nothing was written; remove it, or run the service under"
                    + " another --installation");
        });
    }

    private static StackDetail.Resource resource(EventPart part) {
        String remarks = String.join("; ", part.remarks());
        @Nullable String message = remarks.isEmpty() ? null : remarks;
        List<String> needs = switch (part.kind()) {
            case QUEUE, RULE -> List.of();
            case TARGET -> List.of(EventPart.Kind.RULE + "/" + part.name());
        };
        return new StackDetail.Resource(part.address(), part.id(), state(part.state()), message, needs);
    }

    private static String state(EventPart.State state) {
        return switch (state) {
            case READY -> "Ready";
            case CHANGED -> "Drifted";
            case ABSENT -> "Absent";
            case FOREIGN -> "Foreign";
        };
    }
}
