package io.stockade.contract;

import static io.stockade.contract.Script.script;
import static io.stockade.contract.Stage.then;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.ec2.model.ModifyNetworkInterfaceAttributeRequest;

/** Network interfaces. */
final class Interfaces {
    static final List<Script> SCRIPTS = List.of(
            script(
                            "a new interface is free, checks its packets, and has the default group",
                            Source.ec2("CreateNetworkInterface"))
                    .about("CreateNetworkInterface", "DescribeNetworkInterfaces")
                    .play(stage -> {
                        String vpc = stage.vpc();
                        String group = stage.defaultGroup(vpc);
                        var shown = stage.shown(stage.networkInterface(stage.subnet(vpc)));
                        boolean byDefault = shown.groups().stream().anyMatch(each -> group.equals(each.groupId()));
                        return then(
                                shown.statusAsString(),
                                shown.sourceDestCheck(),
                                byDefault ? "the default group" : "no default group");
                    })
                    .onAws("available; true; the default group"),
            script("a private address is taken once, and none of AWS's own", Source.EC2_ERRORS)
                    .about("CreateNetworkInterface")
                    .item(6)
                    .play(stage -> {
                        String subnet = stage.subnet(stage.vpc());
                        return then(
                                at(stage, subnet, "10.40.0.10"),
                                at(stage, subnet, "10.40.0.10"),
                                at(stage, subnet, "10.40.0.1"),
                                at(stage, subnet, "10.40.1.10"));
                    })
                    .onAws("done; InvalidIPAddress.InUse; InvalidParameterValue; InvalidParameterValue")
                    .onMoto("done; done; done; done", "moto gives whatever address is asked for"),
            script("one attribute of an interface is changed in a call", Source.ec2("ModifyNetworkInterfaceAttribute"))
                    .about("ModifyNetworkInterfaceAttribute", "DescribeNetworkInterfaces")
                    .play(stage -> {
                        String vpc = stage.vpc();
                        String eni = stage.networkInterface(stage.subnet(vpc));
                        String group = stage.group(vpc, "nat");
                        String check =
                                modify(stage, eni, change -> change.sourceDestCheck(value -> value.value(false)));
                        String groups = modify(stage, eni, change -> change.groups(group));
                        var shown = stage.shown(eni);
                        return then(
                                check,
                                groups,
                                shown.sourceDestCheck(),
                                shown.groups().get(0).groupName());
                    })
                    .onAws("done; done; false; nat"),
            script(
                            "two attributes of an interface in one call are refused",
                            Source.ec2("ModifyNetworkInterfaceAttribute"))
                    .about("ModifyNetworkInterfaceAttribute")
                    .item(6)
                    .play(stage -> {
                        String eni = stage.networkInterface(stage.subnet(stage.vpc()));
                        return modify(
                                stage,
                                eni,
                                change -> change.sourceDestCheck(value -> value.value(false))
                                        .description(value -> value.value("other")));
                    })
                    .onAws("InvalidParameterCombination")
                    .onMoto("done", "moto takes as many as are given"),
            script("an interface that an instance has can't be deleted", Source.ec2("DeleteNetworkInterface"))
                    .about("DeleteNetworkInterface")
                    .item(5)
                    .play(stage -> {
                        String eni = stage.networkInterface(stage.subnet(stage.vpc()));
                        Launches.run(stage, stage.launch(eni, "t4g.nano", "arm64"));
                        return delete(stage, eni);
                    })
                    .onAws("InvalidParameterValue")
                    .onMoto("done", "moto doesn't look whether an interface is in use"),
            script("what AWS manages for a service is not ours to change", Source.guide("requester-managed-eni"))
                    .about("ModifyNetworkInterfaceAttribute")
                    .item(19)
                    .play(stage -> {
                        String vpc = stage.vpc();
                        stage.gateway(vpc);
                        String nat = stage.natGateway(stage.subnet(vpc));
                        stage.pass(Duration.ofMinutes(5));
                        String own = stage.nat(nat).natGatewayAddresses().get(0).networkInterfaceId();
                        return modify(stage, own, change -> change.sourceDestCheck(value -> value.value(true)));
                    })
                    .onAws("OperationNotPermitted")
                    .onMoto("done", "moto's interfaces are all the caller's"),
            script("an interface is deleted once", Source.EC2_ERRORS)
                    .about("DeleteNetworkInterface")
                    .play(stage -> {
                        String eni = stage.networkInterface(stage.subnet(stage.vpc()));
                        return then(delete(stage, eni), delete(stage, eni));
                    })
                    .onAws("done; InvalidNetworkInterfaceID.NotFound"));

    private Interfaces() {}

    private static String at(Stage stage, String subnet, String address) {
        return stage.answer(() -> stage.ec2.createNetworkInterface(
                request -> request.subnetId(subnet).privateIpAddress(address)));
    }

    private static String modify(
            Stage stage, String eni, Consumer<ModifyNetworkInterfaceAttributeRequest.Builder> change) {
        return stage.answer(() -> stage.ec2.modifyNetworkInterfaceAttribute(
                request -> request.networkInterfaceId(eni).applyMutation(change)));
    }

    private static String delete(Stage stage, String eni) {
        return stage.answer(() -> stage.ec2.deleteNetworkInterface(request -> request.networkInterfaceId(eni)));
    }
}
