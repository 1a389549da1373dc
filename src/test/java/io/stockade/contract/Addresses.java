package io.stockade.contract;

import static io.stockade.contract.Script.script;
import static io.stockade.contract.Stage.then;

import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.Address;

/** Elastic IP addresses and NAT gateways. */
final class Addresses {
    private static final String NAT_GUIDE = Source.vpc("nat-gateway-troubleshooting");

    static final List<Script> SCRIPTS = List.of(
            script("a region of a new account has room for five addresses", Source.VPC_QUOTAS)
                    .about("AllocateAddress")
                    .item(8)
                    .play(stage -> {
                        for (int made = 0; made < 5; made++) {
                            stage.address();
                        }
                        return stage.answer(stage::address);
                    })
                    .onAws("AddressLimitExceeded")
                    .onMoto("done", "moto has no quota of addresses"),
            script("an address is mapped to an interface, and shown on both", Source.ec2("AssociateAddress"))
                    .about("AllocateAddress", "AssociateAddress", "DescribeAddresses", "DescribeNetworkInterfaces")
                    .play(Addresses::mapped)
                    .onAws("the same address; the same interface"),
            script("a mapped address is moved only when that is asked for", Source.ec2("AssociateAddress"))
                    .about("AssociateAddress")
                    .play(stage -> {
                        String vpc = stage.vpc();
                        stage.gateway(vpc);
                        String subnet = stage.subnet(vpc);
                        String address = stage.address();
                        stage.map(address, stage.networkInterface(subnet));
                        String other = stage.networkInterface(subnet);
                        return then(
                                stage.answer(() -> stage.ec2.associateAddress(request -> request.allocationId(address)
                                        .networkInterfaceId(other)
                                        .allowReassociation(false))),
                                stage.answer(() -> stage.ec2.associateAddress(request -> request.allocationId(address)
                                        .networkInterfaceId(other)
                                        .allowReassociation(true))));
                    })
                    .onAws("Resource.AlreadyAssociated; done"),
            script("an address needs an internet gateway", Source.EC2_ERRORS)
                    .about("AssociateAddress")
                    .play(stage -> {
                        String eni = stage.networkInterface(stage.subnet(stage.vpc()));
                        String address = stage.address();
                        return stage.answer(() -> stage.map(address, eni));
                    })
                    .onAws("Gateway.NotAttached")
                    .onMoto("done", "moto doesn't look for a gateway"),
            script("an address is unmapped once, and released once", Source.ec2("DisassociateAddress"))
                    .about("DisassociateAddress", "ReleaseAddress")
                    .play(Addresses::unmapped)
                    .onAws("done; InvalidAssociationID.NotFound; done; InvalidAllocationID.NotFound"),
            script("a NAT gateway is pending before it is available", Source.vpc("nat-gateway-basics"))
                    .about("CreateNatGateway", "DescribeNatGateways")
                    .item(2)
                    .play(stage -> {
                        String nat = publicNat(stage);
                        String before = stage.nat(nat).stateAsString();
                        stage.pass(Duration.ofMinutes(5));
                        return then(before, stage.nat(nat).stateAsString());
                    })
                    .onAws("pending; available")
                    .onMoto("available; available", "moto's NAT gateways are ready at once"),
            script("a NAT gateway has an interface of its own kind, that AWS manages", Source.ec2("NetworkInterface"))
                    .about("CreateNatGateway", "DescribeNatGateways", "DescribeNetworkInterfaces")
                    .item(19)
                    .play(stage -> {
                        String nat = publicNat(stage);
                        stage.pass(Duration.ofMinutes(5));
                        var own = stage.shown(
                                stage.nat(nat).natGatewayAddresses().get(0).networkInterfaceId());
                        return then(own.interfaceTypeAsString(), own.requesterManaged());
                    })
                    .onAws("natGateway; true")
                    .onMoto("interface; false", "moto makes an interface like any other"),
            script("a NAT gateway without an internet gateway fails after it was accepted", NAT_GUIDE)
                    .about("CreateNatGateway", "DescribeNatGateways")
                    .item(4)
                    .play(stage -> {
                        String nat = stage.natGateway(stage.subnet(stage.vpc()));
                        stage.pass(Duration.ofMinutes(5));
                        return then(
                                stage.nat(nat).stateAsString(), stage.nat(nat).failureCode());
                    })
                    .onAws("failed; Gateway.NotAttached")
                    .onMoto("available; null", "moto doesn't look for a gateway"),
            script("a NAT gateway takes a free address only", NAT_GUIDE)
                    .about("CreateNatGateway")
                    .play(stage -> {
                        String vpc = stage.vpc();
                        stage.gateway(vpc);
                        String subnet = stage.subnet(vpc);
                        String address = stage.address();
                        stage.map(address, stage.networkInterface(subnet));
                        return stage.answer(() -> stage.ec2.createNatGateway(
                                request -> request.subnetId(subnet).allocationId(address)));
                    })
                    .onAws("Resource.AlreadyAssociated"),
            script(
                            "a NAT gateway is deleting before it is deleted, and is shown for a while",
                            Source.ec2("DeleteNatGateway"))
                    .about("DeleteNatGateway", "DescribeNatGateways")
                    .item(3)
                    .play(stage -> {
                        String nat = publicNat(stage);
                        stage.pass(Duration.ofMinutes(5));
                        stage.ec2.deleteNatGateway(request -> request.natGatewayId(nat));
                        String atOnce = stage.nat(nat).stateAsString();
                        stage.pass(Duration.ofMinutes(5));
                        return then(atOnce, stage.nat(nat).stateAsString());
                    })
                    .onAws("deleting; deleted")
                    .onMoto("deleted; deleted", "moto's NAT gateways are gone at once"),
            script("a NAT gateway's address is free again when it is deleted", Source.ec2("DeleteNatGateway"))
                    .about("DeleteNatGateway", "DescribeAddresses")
                    .item(3)
                    .play(Addresses::freedByDeletion)
                    .onAws("held; free")
                    .onMoto("held; held", "a deleted NAT gateway of moto's keeps its address"),
            script("a NAT gateway that isn't there can't be deleted", Source.EC2_ERRORS)
                    .about("DeleteNatGateway")
                    .play(stage -> stage.answer(
                            () -> stage.ec2.deleteNatGateway(request -> request.natGatewayId("nat-0123456789abcdef0"))))
                    .onAws("NatGatewayNotFound")
                    .onMoto("HTTP 500", "moto doesn't look whether a NAT gateway is there"));

    private Addresses() {}

    private static String publicNat(Stage stage) {
        String vpc = stage.vpc();
        stage.gateway(vpc);
        return stage.natGateway(stage.subnet(vpc));
    }

    private static Address shown(Stage stage, String id) {
        return stage.ec2
                .describeAddresses(request -> request.allocationIds(id))
                .addresses()
                .get(0);
    }

    private static String mapped(Stage stage) {
        String vpc = stage.vpc();
        stage.gateway(vpc);
        String eni = stage.networkInterface(stage.subnet(vpc));
        String address = stage.address();
        stage.map(address, eni);
        Address shown = shown(stage, address);
        String onInterface = stage.shown(eni).association().publicIp();
        return then(
                shown.publicIp().equals(onInterface) ? "the same address" : onInterface,
                eni.equals(shown.networkInterfaceId()) ? "the same interface" : shown.networkInterfaceId());
    }

    private static String unmapped(Stage stage) {
        String vpc = stage.vpc();
        stage.gateway(vpc);
        String address = stage.address();
        String mapping = stage.map(address, stage.networkInterface(stage.subnet(vpc)));
        return then(
                stage.answer(() -> stage.ec2.disassociateAddress(request -> request.associationId(mapping))),
                stage.answer(() -> stage.ec2.disassociateAddress(request -> request.associationId(mapping))),
                stage.answer(() -> stage.ec2.releaseAddress(request -> request.allocationId(address))),
                stage.answer(() -> stage.ec2.releaseAddress(request -> request.allocationId(address))));
    }

    private static String freedByDeletion(Stage stage) {
        String nat = publicNat(stage);
        stage.pass(Duration.ofMinutes(5));
        String address = stage.nat(nat).natGatewayAddresses().get(0).allocationId();
        String before = held(stage, address);
        stage.ec2.deleteNatGateway(request -> request.natGatewayId(nat));
        stage.pass(Duration.ofMinutes(5));
        return then(before, held(stage, address));
    }

    private static String held(Stage stage, String address) {
        String association = shown(stage, address).associationId();
        return association == null || association.isEmpty() ? "free" : "held";
    }
}
