package io.stockade.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.stockade.cloud.Permit;
import io.stockade.graph.Digest;
import io.stockade.reconcile.StackEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The API server, by fabric8's client. */
final class ClusterApi implements StackApi {
    private static final String DEFINITION = "securestacks.stockade.dev";

    /** The server's limit on the text of an event. */
    private static final int MOST_CHARACTERS = 1024;

    /** The server takes six digits after the second, no more and no fewer. */
    private static final DateTimeFormatter MICRO_TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    /** A write that begins by then has ended before another instance leads: the client gives up earlier. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final KubernetesClient client;
    private final String instance;
    private final Permit permit;

    /**
     * The objects of a cluster.
     *
     * @param instance the name of this process in events
     * @param permit asked before each write
     */
    ClusterApi(KubernetesClient client, String instance, Permit permit) {
        this.client = client;
        this.instance = instance;
        this.permit = permit;
    }

    @Override
    public Optional<RawStack> read(String stack) {
        int slash = stack.indexOf('/');
        return Answers.of(() -> Optional.ofNullable(client.resources(RawStack.class)
                .inNamespace(stack.substring(0, slash))
                .withName(stack.substring(slash + 1))
                .get()));
    }

    @Override
    public RawStack replaceStatus(RawStack object) {
        permit.refusal(LONGEST).ifPresent(refusal -> {
            throw new UnansweredException("not sent: " + refusal);
        });
        Resource<RawStack> resource = client.resource(object);
        return Answers.of(resource::updateStatus);
    }

    @Override
    public Optional<Instant> namespaceDeletion(String namespace) {
        return deletion(
                client.namespaces().withName(namespace)::get, "there is no namespace " + namespace + " any more");
    }

    @Override
    public Optional<Instant> definitionDeletion() {
        return deletion(
                client.apiextensions().v1().customResourceDefinitions().withName(DEFINITION)::get,
                "there is no definition " + DEFINITION + " any more");
    }

    private static Optional<Instant> deletion(Supplier<? extends @Nullable HasMetadata> read, String gone) {
        HasMetadata whole = Answers.of(() -> Optional.<HasMetadata>ofNullable(read.get()))
                .orElseThrow(() -> new ConflictException(gone));
        return Optional.ofNullable(whole.getMetadata().getDeletionTimestamp()).map(Instant::parse);
    }

    @Override
    public void publish(RawStack about, StackEvent event) {
        try {
            Event unused = Answers.ofCreation(
                    () -> client.resource(event(about, event)).create());
        } catch (ConflictException publishedBefore) {
            return;
        }
    }

    private Event event(RawStack about, StackEvent event) {
        String note = event.message();
        return new EventBuilder()
                .withNewMetadata()
                .withName(about.getMetadata().getName() + "."
                        + Digest.hex(about.uid() + event.time() + event.reason() + note)
                                .substring(0, 16))
                .withNamespace(about.getMetadata().getNamespace())
                .endMetadata()
                .withRegarding(new ObjectReferenceBuilder()
                        .withApiVersion(about.getApiVersion())
                        .withKind(about.getKind())
                        .withNamespace(about.getMetadata().getNamespace())
                        .withName(about.getMetadata().getName())
                        .withUid(about.uid())
                        .build())
                .withType(event.type())
                .withReason(event.reason())
                .withAction(event.reason())
                .withNote(note.length() > MOST_CHARACTERS ? note.substring(0, MOST_CHARACTERS - 1) + "…" : note)
                .withEventTime(new MicroTime(MICRO_TIME.format(event.time())))
                .withReportingController("stockade.dev/stockade")
                .withReportingInstance(instance)
                .build();
    }
}
