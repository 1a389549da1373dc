package io.stockade.aws;

import io.stockade.aws.alerts.AlertMail;
import io.stockade.aws.call.Buckets;
import io.stockade.aws.call.Calls;
import io.stockade.aws.events.EventPlace;
import io.stockade.aws.events.EventQueue;
import io.stockade.aws.events.EventWay;
import io.stockade.aws.events.QueueUrl;
import io.stockade.cloud.Cloud;
import io.stockade.cloud.Clouds;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Opens clouds, one for each target, over one set of token buckets. */
public final class AwsClouds implements Clouds {
    private final AwsClients.Source source;
    private final AwsSettings settings;
    private final AwsSurroundings surroundings;
    private final Buckets buckets;
    private final ConcurrentMap<Target, Cloud> open = new ConcurrentHashMap<>();

    public AwsClouds(AwsClients.Source source, AwsSettings settings, AwsSurroundings surroundings) {
        this.source = source;
        this.settings = settings;
        this.surroundings = surroundings;
        this.buckets = new Buckets(settings.buckets());
    }

    /** A queue of events, by the rights of the process itself. */
    public EventQueue events(QueueUrl queue) {
        AwsClients clients = source.open(own(queue.region()));
        return new EventQueue(clients::sqs, calls(queue.account(), queue.region()), queue);
    }

    /** What brings events of a place to a queue, by the rights of the process itself. */
    public EventWay eventWay(EventPlace place) {
        AwsClients clients = source.open(own(place.scope().region()));
        Calls calls = calls(place.scope().account(), place.scope().region());
        return new EventWay(clients::sqs, clients::eventBridge, calls, place);
    }

    /** Topics and buses of a region, by the rights of the process itself. */
    public AlertMail alertMail(String account, String region) {
        AwsClients clients = source.open(own(region));
        return new AlertMail(clients::sns, clients::eventBridge, calls(account, region));
    }

    private static Target own(String region) {
        return new Target(region, null, null, null);
    }

    private Calls calls(String account, String region) {
        return new Calls(
                () -> account, region, buckets, surroundings.log(), surroundings.clock(), surroundings.permit());
    }

    @Override
    public Cloud open(Target target) {
        return open.computeIfAbsent(
                target,
                wanted -> new AwsCloud(wanted, source.open(wanted), buckets, settings.iamPathPrefix(), surroundings));
    }
}
