package io.stockade.blueprint;

import io.stockade.graph.Address;
import io.stockade.graph.Ref;
import io.stockade.graph.ResourceKind;
import io.stockade.net.Cidr;

/** What the parts of every stack are called. A name is for ever: it is in the tags of what stands. */
final class Names {
    static final String VPC = "vpc";
    static final String INTERNET = "internet";
    static final String PUBLIC = "public";
    static final String PRIVATE = "private";
    static final String ISOLATED = "isolated";
    static final String NAT = "nat";
    static final String ENDPOINTS = "endpoints";
    static final String READERS = "readers";
    static final String WRITERS = "writers";

    static final Ref VPC_REF = Ref.to(ResourceKind.VPC, VPC);
    static final Ref INTERNET_REF = Ref.to(ResourceKind.INTERNET_GATEWAY, INTERNET);
    static final Address ATTACHMENT = new Address(ResourceKind.GATEWAY_ATTACHMENT, INTERNET);

    private Names() {}

    static Ref subnet(String name) {
        return Ref.to(ResourceKind.SUBNET, name);
    }

    static Ref table(String name) {
        return Ref.to(ResourceKind.ROUTE_TABLE, name);
    }

    static Ref group(String name) {
        return Ref.to(ResourceKind.SECURITY_GROUP, name);
    }

    static Address defaultRoute(String table) {
        return new Address(ResourceKind.ROUTE, table + ":" + Cidr.ANYWHERE);
    }

    /** What belongs to the NAT of one zone. */
    static String nat(String zoneId) {
        return NAT + "-" + zoneId;
    }
}
