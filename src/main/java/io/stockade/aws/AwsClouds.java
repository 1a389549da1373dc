package io.stockade.aws;

import io.stockade.aws.call.Buckets;
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

    @Override
    public Cloud open(Target target) {
        return open.computeIfAbsent(
                target,
                wanted -> new AwsCloud(wanted, source.open(wanted), buckets, settings.iamPathPrefix(), surroundings));
    }
}
