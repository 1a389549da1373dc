package io.stockade.simulation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockade.SandboxClients;
import io.stockade.aws.AwsClients;
import io.stockade.sandbox.Tampering;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/** What EventBridge would send of what somebody does at the console, in the forms in which CloudTrail records calls. */
final class RecordedEvents {
    static final String ACTOR = "arn:aws:iam::" + Simulation.ACCOUNT + ":user/mallory";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Calls whose parameters CloudTrail has under the name of the request, as AWS spells them. */
    private static final Set<String> WRAPPED = Set.of(
            "ModifySecurityGroupRules",
            "UpdateSecurityGroupRuleDescriptionsIngress",
            "UpdateSecurityGroupRuleDescriptionsEgress",
            "DeleteNatGateway",
            "CreateNatGateway",
            "DeleteVpcEndpoints",
            "ModifyVpcEndpoint",
            "CreateLaunchTemplateVersion",
            "DeleteLaunchTemplate");

    /** Lists of ids in the old form: what the list is called, and what each of its items is. */
    private static final Map<String, List<String>> SETS = Map.of(
            "Resources", List.of("resourcesSet", "resourceId"), "InstanceIds", List.of("instancesSet", "instanceId"));

    private final Simulation simulation;
    private final List<String> events = new ArrayList<>();
    private Wiretap.@Nullable Sent last;

    RecordedEvents(Simulation simulation) {
        this.simulation = simulation;
    }

    /** A console of which every call that changes something is recorded. */
    Console console(String stack) {
        AwsClients tapped = new Wiretap(sent -> last = sent, this::answered)
                .on(SandboxClients.of(simulation.sandbox.as(Tampering.PRINCIPAL), Simulation.ACCOUNT, Console.REGION));
        return new Console(tapped, simulation.detail(stack));
    }

    /** The events so far, oldest first. */
    List<String> all() {
        return List.copyOf(events);
    }

    private AwsResponse answered(AwsResponse answer) {
        Wiretap.Sent sent = last;
        if (sent != null && sent.mutating()) {
            events.add(event(sent, answer, simulation.time.now(), events.size()));
        }
        last = null;
        return answer;
    }

    /** An event of a call that succeeded. */
    static String event(Wiretap.Sent sent, Object answer, Instant time, int number) {
        String service = service(sent.request());
        boolean global = service.equals("iam");
        ObjectNode event = JSON.createObjectNode();
        event.put("version", "0").put("id", "event-" + number).put("detail-type", "AWS API Call via CloudTrail");
        event.put("source", "aws." + service).put("account", Simulation.ACCOUNT).put("time", time.toString());
        event.put("region", global ? "us-east-1" : Console.REGION);
        ObjectNode detail = event.putObject("detail");
        detail.put("eventVersion", "1.10");
        detail.putObject("userIdentity").put("type", "IAMUser").put("arn", ACTOR);
        detail.put("eventTime", time.toString()).put("eventSource", service + ".amazonaws.com");
        detail.put("eventName", sent.action()).put("sourceIPAddress", "203.0.113.7");
        ObjectNode parameters = detail.putObject("requestParameters");
        boolean wrapped = WRAPPED.contains(sent.action());
        fill(wrapped ? parameters.putObject(sent.action() + "Request") : parameters, (SdkPojo) sent.request(), wrapped);
        if (answer instanceof SdkPojo pojo) {
            fill(detail.putObject("responseElements"), pojo, false);
        }
        detail.put("requestID", "request-" + number).put("readOnly", false).put("eventType", "AwsApiCall");
        return event.toString();
    }

    private static String service(AwsRequest request) {
        String name = request.getClass().getPackageName();
        return name.replace("software.amazon.awssdk.services.", "").replace(".model", "");
    }

    private static void fill(ObjectNode into, SdkPojo pojo, boolean capital) {
        for (SdkField<?> field : pojo.sdkFields()) {
            Object value = field.getValueOrDefault(pojo);
            String name = field.memberName();
            if (value instanceof List<?> list && SETS.containsKey(name)) {
                List<String> words = SETS.get(name);
                ArrayNode items = into.putObject(words.get(0)).putArray("items");
                list.forEach(each -> items.addObject().put(words.get(1), String.valueOf(each)));
            } else if (value != null) {
                put(into, capital ? singular(name) : lower(name), value, capital);
            }
        }
    }

    private static void put(ObjectNode into, String name, Object value, boolean capital) {
        if (value instanceof SdkPojo pojo) {
            fill(into.putObject(name), pojo, capital);
        } else if (value instanceof List<?> list && capital) {
            ArrayNode items = into.putArray(name);
            for (int index = 0; index < list.size(); index++) {
                ObjectNode item = items.addObject().put("tag", index + 1);
                if (list.get(index) instanceof SdkPojo pojo) {
                    fill(item, pojo, true);
                } else {
                    item.put("content", String.valueOf(list.get(index)));
                }
            }
        } else if (value instanceof List<?> list) {
            ArrayNode items = into.putObject(name).putArray("items");
            list.stream()
                    .filter(SdkPojo.class::isInstance)
                    .forEach(each -> fill(items.addObject(), (SdkPojo) each, false));
        } else if (value instanceof Boolean truth) {
            into.put(name, truth);
        } else if (value instanceof Number number) {
            into.put(name, number.longValue());
        } else {
            into.put(name, String.valueOf(value));
        }
    }

    /** CloudTrail has {@code VpcEndpointId} where the SDK has {@code VpcEndpointIds}. */
    private static String singular(String name) {
        return name.endsWith("Ids") ? name.substring(0, name.length() - 1) : name;
    }

    private static String lower(String name) {
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }
}
