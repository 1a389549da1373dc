package io.stockade.simulation;

import io.stockade.SandboxClients;
import io.stockade.aws.AwsClients;
import io.stockade.reconcile.StackDetail;
import io.stockade.sandbox.Tampering;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** Somebody at the console, who knows a stack's things by their addresses and changes them behind our back. */
final class Console {
    static final String REGION = "eu-west-1";

    private static final Pattern ZONE = Pattern.compile("[a-z]+\\d-az\\d+");

    final Ec2Client ec2;
    final AutoScalingClient autoScaling;
    final IamClient iam;
    final SecretsManagerClient secrets;
    final LambdaClient lambda;
    private final Map<String, String> ids = new TreeMap<>();

    /** A console in the sandbox that sees the stack as it is now. */
    Console(Simulation simulation, String stack) {
        this(
                SandboxClients.of(simulation.sandbox.as(Tampering.PRINCIPAL), Simulation.ACCOUNT, REGION),
                simulation.detail(stack));
    }

    /** A console wherever the clients lead to. */
    Console(AwsClients clients, StackDetail stack) {
        this.ec2 = clients.ec2();
        this.autoScaling = clients.autoScaling();
        this.iam = clients.iam();
        this.secrets = clients.secretsManager();
        this.lambda = clients.lambda();
        for (StackDetail.Resource resource : stack.resources()) {
            if (resource.id() != null) {
                ids.put(resource.resource(), resource.id());
            }
        }
    }

    /** AWS's id of what an address means; {@code zone1} in it is the stack's first zone, wherever the stack is. */
    String id(String address) {
        String id = ids.get(inZone(address));
        if (id == null) {
            throw new IllegalArgumentException(address + " is not among " + ids.keySet());
        }
        return id;
    }

    String inZone(String name) {
        List<String> zones = ids.keySet().stream()
                .flatMap(address -> ZONE.matcher(address).results())
                .map(MatchResult::group)
                .distinct()
                .sorted()
                .toList();
        String found = name;
        for (int place = 0; place < zones.size(); place++) {
            found = found.replace("zone" + (place + 1), zones.get(place));
        }
        return found;
    }

    static Filter filter(String name, String value) {
        return Filter.builder().name(name).values(value).build();
    }

    String vpc() {
        return id("Vpc/vpc");
    }

    /** Ids by address. */
    Map<String, String> ids() {
        return ids;
    }

    /** Takes the owner's tag off something, so that it must be known by other signs. */
    void untag(String address) {
        ec2.deleteTags(request -> request.resources(id(address))
                .tags(Tag.builder().key("stockade.dev/resource").build()));
    }

    void tag(String id, String key, String value) {
        ec2.createTags(request ->
                request.resources(id).tags(Tag.builder().key(key).value(value).build()));
    }

    /** A second VPC, in which nothing is ours. */
    String otherVpc() {
        return ec2.createVpc(request -> request.cidrBlock("172.20.0.0/16"))
                .vpc()
                .vpcId();
    }

    String otherGateway() {
        return ec2.createInternetGateway().internetGateway().internetGatewayId();
    }

    String association(String subnet) {
        return ec2.describeRouteTables().routeTables().stream()
                .flatMap(table -> table.associations().stream())
                .filter(each -> id(subnet).equals(each.subnetId()))
                .findFirst()
                .orElseThrow()
                .routeTableAssociationId();
    }

    String mapping(String address) {
        return ec2.describeAddresses(request -> request.allocationIds(id(address)))
                .addresses()
                .get(0)
                .associationId();
    }

    /** The name of a zone in this account, by its id or its place among the stack's. */
    String zone(String id) {
        return ec2.describeAvailabilityZones(request -> request.zoneIds(inZone(id)))
                .availabilityZones()
                .get(0)
                .zoneName();
    }

    /** The id of the instance that a group keeps. */
    String instance() {
        return autoScaling.describeAutoScalingGroups().autoScalingGroups().get(0).instances().stream()
                .findFirst()
                .orElseThrow()
                .instanceId();
    }
}
