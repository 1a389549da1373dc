package io.stockade.aws.ec2;

import io.stockade.aws.call.Edits;
import io.stockade.aws.call.Ownership;
import io.stockade.cloud.CloudException;
import io.stockade.cloud.CloudException.Category;
import io.stockade.cloud.Creation;
import io.stockade.cloud.Written;
import io.stockade.graph.Lifecycle;
import io.stockade.graph.Observed;
import io.stockade.graph.Resource;
import io.stockade.graph.ResourceKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.ec2.model.CreateVpcEndpointRequest;
import software.amazon.awssdk.services.ec2.model.ModifyVpcEndpointRequest;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.UnsuccessfulItem;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;

/** Writes endpoints of one type. AWS allows very few of these calls, so everything goes into as few as can be. */
abstract class EndpointDriver<R extends Resource> extends Ec2Driver<R> {
    private final Set<String> modified;

    /** @param modified the components that ModifyVpcEndpoint changes, all in one call */
    protected EndpointDriver(Ec2 ec2, ResourceKind kind, Set<String> modified) {
        super(ec2, kind);
        this.modified = modified;
    }

    /** Fills the request that makes one, all but token and tags. */
    protected abstract void ask(CreateVpcEndpointRequest.Builder request, R desired);

    /** Fills the request that changes one. */
    protected abstract void ask(
            ModifyVpcEndpointRequest.Builder request, R standing, R desired, Set<String> components);

    /** What an endpoint is to us; empty if it is of another type, or gone. */
    protected abstract Optional<Observed<R>> seen(VpcEndpoint endpoint, Instant now);

    /** All endpoints of a type in a VPC are deleted in one call; each is made by one of its own. */
    @Override
    public abstract Optional<String> deletionKey(R endpoint);

    @Override
    protected Written createOne(Creation<R> creation) {
        R desired = creation.desired();
        VpcEndpoint made = ec2.call(
                        "CreateVpcEndpoint",
                        kind(),
                        creation.address().name(),
                        client -> client.createVpcEndpoint(request -> {
                            request.clientToken(creation.token())
                                    .tagSpecifications(Ec2Tags.on(ResourceType.VPC_ENDPOINT, Ownership.tags(desired)));
                            ask(request, desired);
                        }))
                .vpcEndpoint();
        return Written.now(seen(made, ec2.now())
                .orElseGet(() -> Observed.ready(desired, made.vpcEndpointId(), ec2.now())
                        .withLifecycle(Lifecycle.FAILED, "deleted since it was made")));
    }

    @Override
    public Written update(Observed<R> current, R desired, Set<String> components) {
        return Edits.of(current, desired, components, ec2.now())
                .change(
                        modified,
                        () -> ec2.call(
                                "ModifyVpcEndpoint",
                                kind(),
                                current.id(),
                                client -> client.modifyVpcEndpoint(request -> {
                                    request.vpcEndpointId(current.id());
                                    ask(request, current.value(), desired, components);
                                })))
                .tags(Ec2Tags.put(ec2, kind(), current.id()), Ec2Tags.takeOff(ec2, kind(), current.id()))
                .written();
    }

    /**
     * Deletes all in one call, whose answer lists what stayed. AWS takes a while to take one away.
     *
     * @throws CloudException if all stayed
     */
    @Override
    public Written delete(List<Observed<R>> doomed) {
        List<String> ids = doomed.stream().map(Observed::id).toList();
        Map<String, UnsuccessfulItem> unsuccessful = new TreeMap<>();
        try {
            ec2.call(
                            "DeleteVpcEndpoints",
                            kind(),
                            String.join(", ", ids),
                            client -> client.deleteVpcEndpoints(request -> request.vpcEndpointIds(ids)))
                    .unsuccessful()
                    .forEach(item -> unsuccessful.put(item.resourceId(), item));
        } catch (CloudException failure) {
            return afterRefusal(doomed, failure);
        }
        List<Observed<?>> now = new ArrayList<>();
        List<Written.Gone> gone = new ArrayList<>();
        CloudException problem = null;
        for (Observed<R> each : doomed) {
            UnsuccessfulItem item = unsuccessful.get(each.id());
            if (item == null) {
                now.add(Observed.ready(each.value(), each.id(), ec2.now()).withLifecycle(Lifecycle.DELETING, ""));
            } else if (code(item).contains("NotFound")) {
                gone.add(new Written.Gone(kind(), each.id()));
            } else {
                problem = refused(item);
            }
        }
        if (problem != null && now.isEmpty() && gone.isEmpty()) {
            throw problem;
        }
        return new Written(now, gone, problem);
    }

    @Override
    protected Written deleteOne(Observed<R> doomed) {
        return delete(List.of(doomed));
    }

    @Override
    public Optional<Observed<R>> readById(String id) {
        return Endpoints.find(ec2, kind(), id).flatMap(endpoint -> seen(endpoint, ec2.now()));
    }

    /** AWS may refuse the whole call for one that is gone; then each is asked for alone. */
    private Written afterRefusal(List<Observed<R>> doomed, CloudException failure) {
        if (failure.category() != Category.NOT_FOUND) {
            throw failure;
        }
        return doomed.size() == 1 ? Written.gone(kind(), doomed.get(0).id()) : super.delete(doomed);
    }

    private CloudException refused(UnsuccessfulItem item) {
        String message = item.error() == null ? "" : item.error().message();
        return new CloudException(
                Category.DEPENDENCY,
                "DeleteVpcEndpoints",
                code(item),
                "DeleteVpcEndpoints " + kind() + " " + item.resourceId() + ": " + code(item) + ": " + message,
                null);
    }

    private static String code(UnsuccessfulItem item) {
        return item.error() == null || item.error().code() == null
                ? ""
                : item.error().code();
    }
}
