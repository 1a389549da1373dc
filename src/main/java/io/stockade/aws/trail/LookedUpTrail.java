package io.stockade.aws.trail;

import io.stockade.aws.call.Calls;
import io.stockade.cloud.Trail;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttribute;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;

/** CloudTrail's event history, asked by the name of a resource: two calls a second in an account and region. */
public final class LookedUpTrail implements Trail {
    private static final int PAGE = 50;

    private final Supplier<CloudTrailClient> client;
    private final Calls calls;

    public LookedUpTrail(Supplier<CloudTrailClient> client, Calls calls) {
        this.client = client;
        this.calls = calls;
    }

    @Override
    public List<String> records(String resource, Instant since, int most) {
        LookupAttribute named = LookupAttribute.builder()
                .attributeKey(LookupAttributeKey.RESOURCE_NAME)
                .attributeValue(resource)
                .build();
        List<Event> events = calls.run(
                        "LookupEvents",
                        "event",
                        resource,
                        () -> client.get()
                                .lookupEvents(request -> request.startTime(since)
                                        .maxResults(PAGE)
                                        .lookupAttributes(named)))
                .events();
        return events.stream()
                .filter(event -> !"true".equals(event.readOnly()))
                .map(Event::cloudTrailEvent)
                .filter(Objects::nonNull)
                .limit(most)
                .toList();
    }
}
