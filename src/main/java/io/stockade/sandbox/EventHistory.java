package io.stockade.sandbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockade.sandbox.service.Call;
import io.stockade.sandbox.service.Operations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttribute;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsRequest;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsResponse;

/** CloudTrail's event history, made of the journal: calls that changed something, and only after a while. */
final class EventHistory {
    private static final int PAGE = 50;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** From where everybody but us calls: an address that documentation may use. */
    private static final String ADDRESS = "203.0.113.7";

    private volatile Journal journal = new Journal(1);
    private final Duration lag;

    /** @param lag how long CloudTrail takes to tell of a call */
    EventHistory(Duration lag) {
        this.lag = lag;
    }

    /** The journal is made when all services are. */
    void of(Journal made) {
        journal = made;
    }

    /** What can be called. */
    Operations operations() {
        return new Operations().add(LookupEventsRequest.class, this::lookUp);
    }

    private LookupEventsResponse lookUp(Call call, LookupEventsRequest request) {
        Instant told = call.now().minus(lag);
        Instant since = request.startTime() == null ? Instant.EPOCH : request.startTime();
        List<JournalEntry> found = new ArrayList<>(journal.entries(entry -> entry.mutating()
                && entry.succeeded()
                && entry.account().equals(call.account())
                && entry.region().equals(call.region())
                && !entry.time().isBefore(since)
                && !entry.time().isAfter(told)
                && request.lookupAttributes().stream().allMatch(attribute -> fits(attribute, entry))));
        Collections.reverse(found);
        return LookupEventsResponse.builder()
                .events(found.stream().limit(PAGE).map(EventHistory::event).toList())
                .build();
    }

    private static boolean fits(LookupAttribute attribute, JournalEntry entry) {
        return attribute.attributeKey() == LookupAttributeKey.RESOURCE_NAME
                && entry.resources().contains(attribute.attributeValue());
    }

    private static Event event(JournalEntry entry) {
        return Event.builder()
                .eventId("event-" + entry.sequence())
                .eventName(entry.action())
                .eventSource(entry.service() + ".amazonaws.com")
                .eventTime(entry.time())
                .username(entry.principal())
                .readOnly("false")
                .cloudTrailEvent(record(entry))
                .build();
    }

    private static String record(JournalEntry entry) {
        boolean service = entry.principal().startsWith(Sandbox.PRINCIPAL);
        String who = service
                ? "arn:aws:sts::" + entry.account() + ":assumed-role/" + entry.principal() + "/" + Sandbox.SESSION
                : "arn:aws:iam::" + entry.account() + ":user/" + entry.principal();
        ObjectNode record = JSON.createObjectNode();
        record.put("eventVersion", "1.10");
        record.putObject("userIdentity")
                .put("type", service ? "AssumedRole" : "IAMUser")
                .put("arn", who);
        record.put("eventTime", entry.time().toString());
        record.put("eventSource", entry.service() + ".amazonaws.com");
        record.put("eventName", entry.action());
        record.put("awsRegion", entry.region());
        record.put("sourceIPAddress", ADDRESS);
        record.put("requestID", "sandbox-" + entry.sequence());
        record.put("readOnly", false);
        return record.toString();
    }
}
