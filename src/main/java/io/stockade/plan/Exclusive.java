package io.stockade.plan;

import io.stockade.graph.AutoScalingGroup;
import io.stockade.graph.GatewayAttachment;
import io.stockade.graph.GatewayEndpoint;
import io.stockade.graph.InterfaceEndpoint;
import io.stockade.graph.LaunchTemplate;
import io.stockade.graph.NatGateway;
import io.stockade.graph.Ref;
import io.stockade.graph.Resource;
import io.stockade.graph.SecurityGroup;
import io.stockade.graph.Subnet;

/** Where AWS lets no old and new thing stand side by side, so that the old one has to go first. */
final class Exclusive {
    private Exclusive() {}

    /** Whether a creation has to wait for the deletion that belongs to it. */
    static boolean standsAlone(Step creation, Step deletion) {
        Resource desired = creation.desired();
        if (desired == null || deletion.current() == null) {
            return false;
        }
        Resource old = deletion.current().value();
        if (deletion.leftover() != null && Kinship.keyed(old)) {
            return true; // a failed sub-object still has the key that the new one needs
        }
        return inTheWay(desired, old);
    }

    /** Whether AWS refuses a new thing for as long as an old one is there. */
    static boolean inTheWay(Resource desired, Resource old) {
        return desired.kind() == old.kind()
                && (sameVpc(desired, old)
                        || sameRange(desired, old)
                        || sameAddress(desired, old)
                        || sameDomain(desired, old)
                        || sameRoutes(desired, old)
                        || sameName(desired, old));
    }

    /** One gateway for a VPC, and one VPC for a gateway. */
    private static boolean sameVpc(Resource desired, Resource old) {
        return desired instanceof GatewayAttachment one
                && old instanceof GatewayAttachment other
                && (same(one.vpc(), other.vpc()) || same(one.gateway(), other.gateway()));
    }

    /** A VPC resolves the private name of a service to one endpoint. */
    private static boolean sameDomain(Resource desired, Resource old) {
        return desired instanceof InterfaceEndpoint one
                && old instanceof InterfaceEndpoint other
                && one.privateDns()
                && other.privateDns()
                && one.service().equals(other.service())
                && same(one.vpc(), other.vpc());
    }

    /** A route table leads to a service by one endpoint. */
    private static boolean sameRoutes(Resource desired, Resource old) {
        return desired instanceof GatewayEndpoint one
                && old instanceof GatewayEndpoint other
                && one.service().equals(other.service())
                && one.routeTables().stream()
                        .anyMatch(table -> other.routeTables().contains(table));
    }

    private static boolean sameRange(Resource desired, Resource old) {
        return desired instanceof Subnet one
                && old instanceof Subnet other
                && same(one.vpc(), other.vpc())
                && one.cidr().overlaps(other.cidr());
    }

    /** An Elastic IP address serves one NAT gateway. */
    private static boolean sameAddress(Resource desired, Resource old) {
        return desired instanceof NatGateway one
                && old instanceof NatGateway other
                && same(one.address(), other.address());
    }

    private static boolean sameName(Resource desired, Resource old) {
        if (desired instanceof SecurityGroup one && old instanceof SecurityGroup other) {
            return one.name().equals(other.name()) && same(one.vpc(), other.vpc());
        }
        return name(desired).equals(name(old)) && !name(old).isEmpty();
    }

    private static boolean same(Ref one, Ref other) {
        return one.text().equals(other.text());
    }

    /** The name that must be unique in the account or region. */
    private static String name(Resource resource) {
        if (resource instanceof AutoScalingGroup group) {
            return group.name();
        }
        if (resource instanceof LaunchTemplate template) {
            return template.name();
        }
        return resource.globalName();
    }
}
