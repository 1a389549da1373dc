package io.stockade.live;

import io.stockade.graph.InterfaceEndpoint;
import io.stockade.graph.Resource;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;

/**
 * What an hour of a stack costs at most, without traffic. The figures are upper bounds, set on 2026-11-22 at about twice
 * the list prices of us-east-1, so that they hold in dearer regions; whoever raises the budget looks them up:
 * aws.amazon.com/vpc/pricing, aws.amazon.com/ec2/pricing/on-demand, aws.amazon.com/privatelink/pricing.
 */
final class Prices {
    /** So long a run may take, with its cleanup. AWS bills whole hours of some things. */
    static final int HOURS = 2;

    private static final BigDecimal NAT_GATEWAY = new BigDecimal("0.10");
    private static final BigDecimal PUBLIC_ADDRESS = new BigDecimal("0.01");
    private static final BigDecimal ENDPOINT_AND_ZONE = new BigDecimal("0.02");
    /** A t4g.nano with its disk. */
    private static final BigDecimal INSTANCE = new BigDecimal("0.01");

    /** 0.40 a month, and its calls. */
    private static final BigDecimal SECRET = new BigDecimal("0.001");

    private Prices() {}

    /** US dollars for a whole run. */
    static BigDecimal estimate(Collection<? extends Resource> resources) {
        return resources.stream()
                .map(Prices::hour)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .multiply(BigDecimal.valueOf(HOURS))
                .setScale(2, RoundingMode.CEILING);
    }

    private static BigDecimal hour(Resource resource) {
        return switch (resource.kind()) {
            case NAT_GATEWAY -> NAT_GATEWAY;
            case ELASTIC_IP -> PUBLIC_ADDRESS;
            case AUTO_SCALING_GROUP -> INSTANCE;
            case SECRET -> SECRET;
            case INTERFACE_ENDPOINT ->
                ENDPOINT_AND_ZONE.multiply(BigDecimal.valueOf(
                        ((InterfaceEndpoint) resource).subnets().size()));
            case VPC,
                    INTERNET_GATEWAY,
                    GATEWAY_ATTACHMENT,
                    SUBNET,
                    ROUTE_TABLE,
                    MAIN_ROUTE_TABLE,
                    ROUTE_TABLE_ASSOCIATION,
                    ROUTE,
                    SECURITY_GROUP,
                    DEFAULT_SECURITY_GROUP,
                    SECURITY_GROUP_RULE,
                    GATEWAY_ENDPOINT,
                    ADDRESS_ASSOCIATION,
                    NETWORK_INTERFACE,
                    LAUNCH_TEMPLATE,
                    ROLE,
                    INSTANCE_PROFILE,
                    MANAGED_POLICY,
                    FUNCTION,
                    SECRET_ROTATION -> BigDecimal.ZERO;
        };
    }
}
