package io.stockade.sandbox.ec2;

import io.stockade.sandbox.service.AwsError;
import io.stockade.sandbox.service.Call;
import io.stockade.sandbox.service.ClientToken;
import io.stockade.sandbox.service.Operations;
import io.stockade.sandbox.service.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceStatusRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceStatusResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterface;
import software.amazon.awssdk.services.ec2.model.InstanceStateChange;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.InstanceStatus;
import software.amazon.awssdk.services.ec2.model.LaunchTemplate;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.Reservation;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.RunInstancesResponse;
import software.amazon.awssdk.services.ec2.model.StopInstancesRequest;
import software.amazon.awssdk.services.ec2.model.StopInstancesResponse;
import software.amazon.awssdk.services.ec2.model.SummaryStatus;
import software.amazon.awssdk.services.ec2.model.TerminateInstancesRequest;
import software.amazon.awssdk.services.ec2.model.TerminateInstancesResponse;

/** Instances, run and ended by name. */
final class InstanceOperations {
    private static final Filters<Instance> FILTERS = new Filters<Instance>()
            .one("vpc-id", Instance::vpcId)
            .one("subnet-id", Instance::subnetId)
            .one("instance-id", Instance::instanceId)
            .one("instance-type", Instance::instanceTypeAsString)
            .one("image-id", Instance::imageId)
            .one("architecture", Instance::architectureAsString)
            .one("instance-state-name", instance -> instance.state().nameAsString())
            .one("instance-state-code", instance -> instance.state().code())
            .one("availability-zone", instance -> instance.placement().availabilityZone())
            .one("availability-zone-id", instance -> instance.placement().availabilityZoneId())
            .one("private-ip-address", Instance::privateIpAddress)
            .one("ip-address", Instance::publicIpAddress)
            .each("instance.group-id", Instance::securityGroups, GroupIdentifier::groupId)
            .each(
                    "network-interface.network-interface-id",
                    Instance::networkInterfaces,
                    InstanceNetworkInterface::networkInterfaceId);

    private InstanceOperations() {}

    static void register(Operations operations) {
        operations
                .add(RunInstancesRequest.class, InstanceOperations::run)
                .add(DescribeInstancesRequest.class, InstanceOperations::describe)
                .add(DescribeInstanceStatusRequest.class, InstanceOperations::describeStatus)
                .add(StopInstancesRequest.class, InstanceOperations::stop)
                .add(TerminateInstancesRequest.class, InstanceOperations::terminate);
    }

    private static RunInstancesResponse run(Call call, RunInstancesRequest request) {
        int count = Objects.requireNonNullElse(request.maxCount(), 1);
        // A token stands for all of them, so it keeps all their ids.
        String ids = ClientToken.once(call, request, () -> {
            List<String> launched = new ArrayList<>();
            for (int index = 0; index < count; index++) {
                launched.add(launch(call, request).run(call).instanceId());
            }
            return String.join(",", launched);
        });
        List<Instance> instances = List.of(ids.split(",")).stream()
                .map(id -> shown(call, Things.require(call, Kinds.INSTANCE, id)))
                .toList();
        return RunInstancesResponse.builder()
                .reservationId(reservation(instances.get(0)))
                .ownerId(call.account())
                .instances(instances)
                .build();
    }

    private static Launch launch(Call call, RunInstancesRequest request) {
        ResponseLaunchTemplateData data = LaunchData.of(request);
        if (request.launchTemplate() != null) {
            LaunchTemplate template = LaunchTemplates.require(
                    call,
                    request.launchTemplate().launchTemplateId(),
                    request.launchTemplate().launchTemplateName());
            data = LaunchData.merge(
                    LaunchTemplates.version(
                                    call, template, request.launchTemplate().version())
                            .launchTemplateData(),
                    data);
        }
        // What the request says of tags is checked here, and by AWS's rules for one call.
        Tags.of(call, ResourceType.INSTANCE, request.tagSpecifications());
        return new Launch(data, request.subnetId(), null, List.of());
    }

    private static DescribeInstancesResponse describe(Call call, DescribeInstancesRequest request) {
        Page<Instance> page = Listing.of(call, Kinds.INSTANCE)
                .ids(request.instanceIds())
                .shown(instance -> shown(call, instance))
                .filters(FILTERS, request.filters())
                .page(request.maxResults(), request.nextToken())
                .get();
        List<Reservation> reservations = page.items().stream()
                .map(instance -> Reservation.builder()
                        .reservationId(reservation(instance))
                        .ownerId(call.account())
                        .instances(instance)
                        .build())
                .toList();
        return DescribeInstancesResponse.builder()
                .reservations(reservations)
                .nextToken(page.nextToken())
                .build();
    }

    private static String reservation(Instance instance) {
        return "r-" + instance.instanceId().substring("i-".length());
    }

    /** With what follows from its interfaces. */
    private static Instance shown(Call call, Instance instance) {
        List<NetworkInterface> interfaces = Instances.interfaces(call, instance);
        Instance.Builder shown = instance.toBuilder()
                .networkInterfaces(
                        interfaces.stream().map(InstanceOperations::shown).toList());
        if (!interfaces.isEmpty()) {
            NetworkInterface primary = interfaces.get(0);
            shown.securityGroups(primary.groups()).sourceDestCheck(primary.sourceDestCheck());
            if (primary.association() != null) {
                shown.publicIpAddress(primary.association().publicIp());
            }
        }
        return shown.build();
    }

    private static InstanceNetworkInterface shown(NetworkInterface attached) {
        InstanceNetworkInterface.Builder shown = InstanceNetworkInterface.builder()
                .networkInterfaceId(attached.networkInterfaceId())
                .subnetId(attached.subnetId())
                .vpcId(attached.vpcId())
                .ownerId(attached.ownerId())
                .description(attached.description())
                .groups(attached.groups())
                .macAddress(attached.macAddress())
                .privateIpAddress(attached.privateIpAddress())
                .sourceDestCheck(attached.sourceDestCheck())
                .status(attached.statusAsString())
                .interfaceType(attached.interfaceTypeAsString())
                .attachment(attachment -> attachment
                        .attachmentId(attached.attachment().attachmentId())
                        .attachTime(attached.attachment().attachTime())
                        .deleteOnTermination(attached.attachment().deleteOnTermination())
                        .deviceIndex(attached.attachment().deviceIndex())
                        .status(attached.attachment().statusAsString()));
        if (attached.association() != null) {
            shown.association(association -> association
                    .ipOwnerId(attached.association().ipOwnerId())
                    .publicIp(attached.association().publicIp()));
        }
        return shown.build();
    }

    private static DescribeInstanceStatusResponse describeStatus(Call call, DescribeInstanceStatusRequest request) {
        boolean all = Boolean.TRUE.equals(request.includeAllInstances());
        Page<Instance> page = Listing.of(call, Kinds.INSTANCE)
                .ids(request.instanceIds())
                .only(instance -> all || instance.state().name() == InstanceStateName.RUNNING)
                .filters(FILTERS, request.filters())
                .page(request.maxResults(), request.nextToken())
                .get();
        return DescribeInstanceStatusResponse.builder()
                .instanceStatuses(
                        page.items().stream().map(InstanceOperations::status).toList())
                .nextToken(page.nextToken())
                .build();
    }

    private static InstanceStatus status(Instance instance) {
        SummaryStatus status =
                instance.state().name() == InstanceStateName.RUNNING ? SummaryStatus.OK : SummaryStatus.NOT_APPLICABLE;
        return InstanceStatus.builder()
                .instanceId(instance.instanceId())
                .availabilityZone(instance.placement().availabilityZone())
                .instanceState(instance.state())
                .instanceStatus(summary -> summary.status(status))
                .systemStatus(summary -> summary.status(status))
                .build();
    }

    private static StopInstancesResponse stop(Call call, StopInstancesRequest request) {
        List<InstanceStateChange> changes = new ArrayList<>();
        for (String id : request.instanceIds()) {
            Instance before = Things.require(call, Kinds.INSTANCE, id);
            if (before.state().name() == InstanceStateName.TERMINATED) {
                throw AwsError.of("IncorrectInstanceState", "This instance '" + id + "' is terminated.");
            }
            Instances.stop(call, before);
            changes.add(change(call, before));
        }
        return StopInstancesResponse.builder().stoppingInstances(changes).build();
    }

    private static TerminateInstancesResponse terminate(Call call, TerminateInstancesRequest request) {
        List<InstanceStateChange> changes = new ArrayList<>();
        for (String id : request.instanceIds()) {
            Instance before = Things.require(call, Kinds.INSTANCE, id);
            Instances.terminate(call, before);
            changes.add(change(call, before));
        }
        return TerminateInstancesResponse.builder()
                .terminatingInstances(changes)
                .build();
    }

    private static InstanceStateChange change(Call call, Instance before) {
        return InstanceStateChange.builder()
                .instanceId(before.instanceId())
                .previousState(before.state())
                .currentState(Things.require(call, Kinds.INSTANCE, before.instanceId())
                        .state())
                .build();
    }
}
