package io.stockade.hint;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockade.graph.ResourceKind;
import io.stockade.hint.Reading.Why;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads events of EventBridge: calls that CloudTrail recorded, changes of state of instances, and what Auto Scaling does.
 * A queue may hold anything, so that nothing that comes out of it makes this throw.
 */
public final class HintReader {
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-\\d{1,2}");
    private static final Pattern WORD = Pattern.compile("[A-Za-z][\\w-]{0,127}");
    private static final Pattern INSTANCE = Pattern.compile("i-[0-9a-f]{8,17}");

    /** What a line of text may hold of somebody else's words. */
    private static final int LONGEST_WORDS = 300;

    private static final String CALL = "AWS API Call via CloudTrail";
    private static final String INSTANCE_STATE = "EC2 Instance State-change Notification";
    private static final Pattern SCALING = Pattern.compile("EC2 Instance (Launch|Terminate) (Successful|Unsuccessful)");

    private HintReader() {}

    /** What an event tells. */
    public static Reading read(String body) {
        if (body.length() > JsonText.MOST_CHARACTERS) {
            return new Reading.Nothing(Why.TOO_LARGE);
        }
        Optional<JsonNode> event = JsonText.object(body);
        return event.isEmpty() ? new Reading.Nothing(Why.MALFORMED) : of(event.get());
    }

    /** Who made a call, of which only CloudTrail's own record is at hand; empty if it is none, or came to nothing. */
    public static Optional<Actor> actor(String record) {
        return record.length() > JsonText.MOST_CHARACTERS
                ? Optional.empty()
                : JsonText.object(record)
                        .filter(call -> call.path("errorCode").asText("").isEmpty())
                        .flatMap(call ->
                                time(call, "eventTime").map(time -> actor(call, word(call, "eventName"), time)));
    }

    private static Reading of(JsonNode event) {
        String account = event.path("account").asText();
        String region = event.path("region").asText();
        Optional<Instant> time = time(event, "time");
        JsonNode detail = event.path("detail");
        boolean whole = ACCOUNT.matcher(account).matches()
                && REGION.matcher(region).matches()
                && detail.isObject()
                && time.isPresent();
        if (!whole) {
            return new Reading.Nothing(Why.MALFORMED);
        }
        Place place = new Place(account, region, time.get());
        String type = event.path("detail-type").asText();
        if (type.equals(CALL)) {
            return call(place, detail);
        }
        if (type.equals(INSTANCE_STATE)) {
            return instance(place, detail);
        }
        return SCALING.matcher(type).matches() ? scaling(place, type, detail) : new Reading.Nothing(Why.OTHER_TYPE);
    }

    /** Where and when an event says that something happened. */
    private record Place(String account, String region, Instant time) {
        Reading found(String action, List<Named> named, String vpc, Actor actor) {
            return named.isEmpty()
                    ? new Reading.Nothing(Why.NAMES_NOTHING)
                    : new Reading.Found(new Hint(account, region, time, action, named, vpc, actor));
        }
    }

    private static Reading call(Place place, JsonNode record) {
        String action = word(record, "eventName");
        if (action.isEmpty()) {
            return new Reading.Nothing(Why.MALFORMED);
        }
        if (!record.path("errorCode").asText("").isEmpty()) {
            return new Reading.Nothing(Why.FAILED_CALL);
        }
        if (record.path("readOnly").asBoolean(false)) {
            return new Reading.Nothing(Why.READ_ONLY);
        }
        Place exact = time(record, "eventTime")
                .map(time -> new Place(place.account, place.region, time))
                .orElse(place);
        List<Named> named = Subjects.of(record.path("eventSource").asText(), action, record);
        return exact.found(action, named, Subjects.vpc(record), actor(record, action, exact.time));
    }

    /** Nobody says who stopped an instance; the call that did comes as an event of its own. */
    private static Reading instance(Place place, JsonNode detail) {
        String id = detail.path("instance-id").asText();
        List<Named> named = INSTANCE.matcher(id).matches() ? List.of(new Named(null, id)) : List.of();
        return place.found(word(detail, "state"), named, "", nobody(word(detail, "state"), place.time));
    }

    private static Reading scaling(Place place, String type, JsonNode detail) {
        String group = words(detail, "AutoScalingGroupName");
        List<Named> named = group.isEmpty() ? List.of() : List.of(new Named(ResourceKind.AUTO_SCALING_GROUP, group));
        return place.found(type, named, "", nobody(type, place.time));
    }

    private static Actor nobody(String action, Instant time) {
        return new Actor("", "", "", "", "", action, time, "");
    }

    private static Actor actor(JsonNode record, String action, Instant time) {
        JsonNode identity = record.path("userIdentity");
        String invokedBy = words(identity, "invokedBy");
        String arn = words(identity, "arn");
        String user = words(identity, "userName");
        String who = !arn.isEmpty() ? arn : !invokedBy.isEmpty() ? invokedBy : user;
        return new Actor(
                who,
                words(identity, "principalId"),
                words(identity.path("sessionContext").path("sessionIssuer"), "arn"),
                invokedBy,
                words(record, "sourceIPAddress"),
                action,
                time,
                words(record, "requestID"));
    }

    private static Optional<Instant> time(JsonNode node, String field) {
        try {
            return Optional.of(Instant.parse(node.path(field).asText()));
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }

    private static String word(JsonNode node, String field) {
        String text = node.path(field).asText("");
        return WORD.matcher(text).matches() ? text : "";
    }

    /** Somebody else's words, which will stand in ours: without what would break a line, and not too many. */
    private static String words(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (!value.isTextual()) {
            return "";
        }
        String text = value.textValue().replaceAll("[^\\p{L}\\p{N}\\p{P}\\p{S} ]", "?");
        return text.length() > LONGEST_WORDS ? text.substring(0, LONGEST_WORDS) : text;
    }
}
