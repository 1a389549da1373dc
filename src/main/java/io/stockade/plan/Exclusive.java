package io.stockade.plan;

import io.stockade.graph.AutoScalingGroup;
import io.stockade.graph.InstanceProfile;
import io.stockade.graph.LaunchTemplate;
import io.stockade.graph.NatGateway;
import io.stockade.graph.Resource;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.Role;
import io.stockade.graph.SecurityGroup;
import io.stockade.graph.Subnet;

/** Where AWS lets no old and new thing stand side by side, so that the old one has to go first. */
final class Exclusive {
    private Exclusive() {}

    static boolean standsAlone(Step creation, Step deletion) {
        Resource desired = creation.desired();
        if (desired == null || deletion.current() == null) {
            return false;
        }
        Resource old = deletion.current().value();
        if (deletion.leftover() != null && Kinship.keyed(old)) {
            return true; // a failed sub-object still has the key that the new one needs
        }
        return old.kind() == ResourceKind.GATEWAY_ATTACHMENT // one gateway for a VPC, one VPC for a gateway
                || sameRange(desired, old)
                || sameAddress(desired, old)
                || sameName(desired, old);
    }

    private static boolean sameRange(Resource desired, Resource old) {
        return desired instanceof Subnet one
                && old instanceof Subnet other
                && one.vpc().text().equals(other.vpc().text())
                && one.cidr().overlaps(other.cidr());
    }

    /** An Elastic IP address serves one NAT gateway. */
    private static boolean sameAddress(Resource desired, Resource old) {
        return desired instanceof NatGateway one
                && old instanceof NatGateway other
                && one.address().text().equals(other.address().text());
    }

    private static boolean sameName(Resource desired, Resource old) {
        if (desired instanceof SecurityGroup one && old instanceof SecurityGroup other) {
            return one.name().equals(other.name())
                    && one.vpc().text().equals(other.vpc().text());
        }
        return name(desired).equals(name(old)) && !name(old).isEmpty();
    }

    /** The name that must be unique in the account or region. */
    private static String name(Resource resource) {
        if (resource instanceof AutoScalingGroup group) {
            return group.name();
        }
        if (resource instanceof LaunchTemplate template) {
            return template.name();
        }
        if (resource instanceof Role role) {
            return role.name();
        }
        return resource instanceof InstanceProfile profile ? profile.name() : "";
    }
}
