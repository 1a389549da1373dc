package io.stockade.aws.ec2;

import io.stockade.cloud.CloudException;
import io.stockade.cloud.CloudException.Category;
import io.stockade.cloud.Creation;
import io.stockade.cloud.Written;
import io.stockade.graph.Lifecycle;
import io.stockade.graph.Observed;
import io.stockade.graph.Resource;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import software.amazon.awssdk.services.ec2.model.CreateVpcEndpointRequest;
import software.amazon.awssdk.services.ec2.model.ModifyVpcEndpointRequest;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.UnsuccessfulItem;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;

/** The calls that write endpoints of either type. AWS allows very few of them, so everything goes into as few as can be. */
final class EndpointCalls {
    private final Ec2 ec2;

    EndpointCalls(Ec2 ec2) {
        this.ec2 = ec2;
    }

    VpcEndpoint create(Creation<?> creation, Tags tags, Consumer<CreateVpcEndpointRequest.Builder> rest) {
        return ec2.call(
                        "CreateVpcEndpoint",
                        creation.address().kind(),
                        creation.address().name(),
                        client -> client.createVpcEndpoint(request -> request.clientToken(creation.token())
                                .tagSpecifications(Ec2Tags.on(ResourceType.VPC_ENDPOINT, tags))
                                .applyMutation(rest)))
                .vpcEndpoint();
    }

    void modify(ResourceKind kind, String id, Consumer<ModifyVpcEndpointRequest.Builder> changes) {
        ec2.call(
                "ModifyVpcEndpoint",
                kind,
                id,
                client -> client.modifyVpcEndpoint(
                        request -> request.vpcEndpointId(id).applyMutation(changes)));
    }

    /**
     * Deletes all in one call, whose answer lists what stayed. AWS takes a while to take one away.
     *
     * @throws CloudException if all stayed
     */
    <R extends Resource> Written delete(ResourceKind kind, List<Observed<R>> doomed) {
        List<String> ids = doomed.stream().map(Observed::id).toList();
        Map<String, UnsuccessfulItem> unsuccessful = new TreeMap<>();
        try {
            ec2.call(
                            "DeleteVpcEndpoints",
                            kind,
                            String.join(", ", ids),
                            client -> client.deleteVpcEndpoints(request -> request.vpcEndpointIds(ids)))
                    .unsuccessful()
                    .forEach(item -> unsuccessful.put(item.resourceId(), item));
        } catch (CloudException failure) {
            return afterRefusal(kind, doomed, failure);
        }
        List<Observed<?>> now = new ArrayList<>();
        List<Written.Gone> gone = new ArrayList<>();
        CloudException problem = null;
        for (Observed<R> each : doomed) {
            UnsuccessfulItem item = unsuccessful.get(each.id());
            if (item == null) {
                now.add(Observed.ready(each.value(), each.id(), ec2.now()).withLifecycle(Lifecycle.DELETING, ""));
            } else if (code(item).contains("NotFound")) {
                gone.add(new Written.Gone(kind, each.id()));
            } else {
                problem = refused(kind, item);
            }
        }
        if (problem != null && now.isEmpty() && gone.isEmpty()) {
            throw problem;
        }
        return new Written(now, gone, problem);
    }

    /** AWS may refuse the whole call for one that is gone; then each is asked for alone. */
    private <R extends Resource> Written afterRefusal(
            ResourceKind kind, List<Observed<R>> doomed, CloudException failure) {
        if (failure.category() != Category.NOT_FOUND) {
            throw failure;
        }
        if (doomed.size() == 1) {
            return Written.gone(kind, doomed.get(0).id());
        }
        List<Observed<?>> now = new ArrayList<>();
        List<Written.Gone> gone = new ArrayList<>();
        for (Observed<R> each : doomed) {
            Written written = delete(kind, List.of(each));
            now.addAll(written.now());
            gone.addAll(written.gone());
        }
        return new Written(now, gone, null);
    }

    private static CloudException refused(ResourceKind kind, UnsuccessfulItem item) {
        String message = item.error() == null ? "" : item.error().message();
        return new CloudException(
                Category.DEPENDENCY,
                "DeleteVpcEndpoints",
                code(item),
                "DeleteVpcEndpoints " + kind + " " + item.resourceId() + ": " + code(item) + ": " + message,
                null);
    }

    private static String code(UnsuccessfulItem item) {
        return item.error() == null || item.error().code() == null
                ? ""
                : item.error().code();
    }
}
