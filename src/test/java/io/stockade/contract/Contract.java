package io.stockade.contract;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All scripts, area by area. */
final class Contract {
    private Contract() {}

    static Map<String, List<Script>> areas() {
        Map<String, List<Script>> areas = new LinkedHashMap<>();
        areas.put("VPCs and subnets", Vpcs.SCRIPTS);
        areas.put("Delete order", DeleteOrder.SCRIPTS);
        areas.put("Route tables and internet gateways", Routes.SCRIPTS);
        areas.put("Addresses and NAT gateways", Addresses.SCRIPTS);
        areas.put("Security groups", Groups.SCRIPTS);
        areas.put("Endpoints", Endpoints.SCRIPTS);
        areas.put("Network interfaces", Interfaces.SCRIPTS);
        areas.put("Launch templates and instances", Launches.SCRIPTS);
        areas.put("Auto Scaling groups", Scaling.SCRIPTS);
        areas.put("IAM and STS", Identities.SCRIPTS);
        areas.put("Policies of roles", Policies.SCRIPTS);
        areas.put("Lambda functions", Functions.SCRIPTS);
        areas.put("Secrets", Secrets.SCRIPTS);
        areas.put("Versions of secrets", SecretVersions.SCRIPTS);
        areas.put("Rotation of secrets", Rotations.SCRIPTS);
        areas.put("Tags taken off", Untagging.SCRIPTS);
        areas.put("All calls alike", Protocol.SCRIPTS);
        return areas;
    }

    static Stream<Script> scripts() {
        return areas().values().stream().flatMap(List::stream);
    }
}
