package io.stockade.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.aws.events.EventLoop;
import io.stockade.aws.events.QueueUrl;
import io.stockade.cloud.Clouds;
import io.stockade.hint.Actor;
import io.stockade.hint.Echo;
import io.stockade.hint.Hint;
import io.stockade.hint.HintIntake;
import io.stockade.hint.OurWrites;
import io.stockade.reconcile.StackDetail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Events over the wire about a stack that stands there: each leads to it, and tells who it was. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EventStackIT {
    private static final Path CASES = Path.of("src/test/resources/io/stockade/hint");
    private static final Clouds.Target TARGET = new Clouds.Target(Console.REGION, null, null, null);

    /** The calls, by the folders in which their records lie. */
    private static final List<String> CALLS = List.of(
            "authorize-ingress",
            "authorize-egress",
            "revoke-ingress",
            "revoke-ingress-by-rule",
            "revoke-egress",
            "modify-group-rules",
            "describe-rules-anew",
            "create-route",
            "replace-route",
            "delete-route",
            "associate-route-table",
            "disassociate-route-table",
            "replace-route-table-association",
            "create-tags",
            "delete-tags",
            "modify-vpc-attribute",
            "modify-subnet-attribute",
            "create-subnet",
            "delete-subnet",
            "detach-gateway",
            "delete-one-endpoint",
            "modify-endpoint",
            "release-address",
            "disassociate-address",
            "modify-interface",
            "modify-interface-check",
            "terminate-instances",
            "create-template-version",
            "update-scaling-group",
            "terminate-in-group");

    /** What stands in the records, and what it is in the stack. */
    private static final Map<String, String> PLACES = Map.of(
            "sg-0a11b22c33d44e55f", "SecurityGroup/",
            "vpc-0b11c22d33e44f550", "Vpc/",
            "rtb-0c11d22e33f445501", "RouteTable/",
            "subnet-0d11e22f334455012", "Subnet/",
            "igw-0e11f223344550123", "InternetGateway/",
            "eni-0112233445501234a", "NetworkInterface/",
            "eipalloc-0122334455012340b", "ElasticIp/",
            "vpce-0133445501234abc0", "InterfaceEndpoint/",
            "lt-01445501234abcde0", "LaunchTemplate/",
            "stockade-0123456789ab-nat", "AutoScalingGroup/");

    private final Map<String, Set<String>> led = new ConcurrentHashMap<>();
    private final Set<Actor> actors = ConcurrentHashMap.newKeySet();

    @AutoClose
    private Live live;

    private EmulatedStack stack;

    @BeforeAll
    void build() throws IOException, InterruptedException {
        live = Live.find();
        stack = EmulatedStack.apply(
                live, Simulation.manifest(Files.readString(DriftWalkTest.FOLDER.resolve("instance.yaml"))), TARGET);
        assertThat(stack.settled(200)).isEmpty();
    }

    @Test
    void everyCallLeadsToTheStackAndItsActor() throws IOException, InterruptedException {
        SqsClient sqs = stack.clients().sqs();
        String url =
                sqs.createQueue(request -> request.queueName("stockade-events")).queueUrl();
        Map<String, String> ids = ids(live.detail(stack.key()));
        for (String call : CALLS) {
            String event = inPlace(Files.readString(CASES.resolve(call).resolve("in.json")), ids);
            sqs.sendMessage(request -> request.queueUrl(url).messageBody(event));
        }

        listen(new QueueUrl(url, Console.REGION, "123456789012", "stockade-events"));

        assertThat(led)
                .hasSize(CALLS.size())
                .allSatisfy((request, stacks) -> assertThat(stacks).containsExactly(stack.key()));
        assertThat(actors).hasSize(CALLS.size()).allMatch(Actor::known);
        assertThat(live.defects).isEmpty();
    }

    private void listen(QueueUrl queue) throws InterruptedException {
        HintIntake intake = new HintIntake(
                new OurWrites("stockade-test", request -> false), this::lead, new Echo(InstantSource.system()));
        EventLoop loop = new EventLoop(live.events(queue), intake::take, time -> Thread.sleep(50));
        Thread thread = new Thread(loop, "event-stack-it");
        thread.setDaemon(true);
        thread.start();
        for (int look = 0;
                look < 600
                        && intake.counts().values().stream()
                                        .mapToLong(Long::longValue)
                                        .sum()
                                < CALLS.size();
                look++) {
            Thread.sleep(50);
        }
        loop.end();
        assertThat(loop.trouble()).isEmpty();
    }

    private boolean lead(Hint hint) {
        actors.add(hint.actor());
        Set<String> stacks = live.engine().hint(hint);
        led.put(hint.actor().request(), stacks);
        return !stacks.isEmpty();
    }

    private Map<String, String> ids(StackDetail detail) {
        Map<String, String> ids = new TreeMap<>();
        PLACES.forEach((placeholder, address) -> ids.put(placeholder, first(detail, address)));
        ids.put("rtbassoc-0aaaaaaaaaaaaaaa2", first(detail, "RouteTableAssociation/"));
        ids.put("eipassoc-0aaaaaaaaaaaaaaa4", first(detail, "AddressAssociation/"));
        ids.put("i-0155012340abcdef0", new Console(stack.clients(), detail).instance());
        ids.put("111122223333", "123456789012");
        return ids;
    }

    private static String first(StackDetail detail, String address) {
        return detail.resources().stream()
                .filter(resource -> resource.resource().startsWith(address) && resource.id() != null)
                .map(StackDetail.Resource::id)
                .findFirst()
                .orElseThrow(() -> new AssertionError("the stack has no " + address));
    }

    private static String inPlace(String record, Map<String, String> ids) {
        String placed = record;
        for (Map.Entry<String, String> id : ids.entrySet()) {
            placed = placed.replace(id.getKey(), id.getValue());
        }
        return placed;
    }
}
