package io.stockade.aws.ec2;

import io.stockade.aws.call.Ownership;
import io.stockade.cloud.Blocker;
import java.util.Locale;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAttachment;

/** Tells who holds a network interface, and how it is let go: the question behind most refused deletions. */
record Holder(String whose, String remedy) {
    static Blocker blocker(NetworkInterface each, String addition) {
        Holder holder = of(each);
        NetworkInterfaceAttachment attachment = each.attachment();
        return new Blocker(
                "network interface " + each.networkInterfaceId() + addition,
                holder.whose,
                attachment == null ? null : attachment.attachTime(),
                holder.remedy);
    }

    private static Holder of(NetworkInterface each) {
        String description = each.description() == null ? "" : each.description();
        String type = String.valueOf(each.interfaceTypeAsString()).toLowerCase(Locale.ROOT);
        String text = (type + " " + description).toLowerCase(Locale.ROOT);
        String named = description.isEmpty() ? "" : " (" + description + ")";
        if (text.contains("lambda")) {
            return new Holder(
                    "AWS Lambda" + named,
                    "take the VPC out of the function's configuration or delete the function; AWS then releases the"
                            + " interface within 20 to 40 minutes");
        }
        if (text.contains("nat gateway") || type.startsWith("nat")) {
            return new Holder("a NAT gateway" + named, "delete the NAT gateway; the interface goes with it in minutes");
        }
        if (text.contains("vpc endpoint") || type.contains("endpoint")) {
            return new Holder(
                    "an interface endpoint" + named, "delete the endpoint; the interface goes with it in minutes");
        }
        if (description.startsWith("ELB ") || type.contains("load_balancer")) {
            return new Holder("a load balancer" + named, "delete the load balancer");
        }
        if (description.startsWith("RDSNetworkInterface")) {
            return new Holder("Amazon RDS", "delete the database, or move it to other subnets");
        }
        return ofUser(each, named);
    }

    private static Holder ofUser(NetworkInterface each, String named) {
        NetworkInterfaceAttachment attachment = each.attachment();
        if (attachment != null && attachment.instanceId() != null) {
            return new Holder(
                    "instance " + attachment.instanceId() + named, "end the instance, or detach the interface");
        }
        if (Boolean.TRUE.equals(each.requesterManaged())) {
            return new Holder("AWS, for " + each.requesterId() + named, "delete what the service made it for");
        }
        return new Holder(Ownership.whose(Ec2Tags.of(each.tagSet())) + named, "delete the interface");
    }
}
