package io.stockade.sandbox;

import java.util.List;
import java.util.function.Predicate;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** A stack's things, found as a person would find them: by the tag with its name, and by its VPC. */
final class StackFinder {
    static final String TAG = "stockade.dev/stack";

    private final Ec2Client ec2;
    private final String name;

    StackFinder(Ec2Client ec2, String name) {
        this.ec2 = ec2;
        this.name = name;
    }

    String name() {
        return name;
    }

    Filter tag() {
        return Filter.builder().name("tag:" + TAG).values(name).build();
    }

    Vpc vpc() {
        return first("VPC", ec2.describeVpcs(request -> request.filters(tag())).vpcs(), vpc -> true);
    }

    Filter inVpc() {
        return Filter.builder().name("vpc-id").values(vpc().vpcId()).build();
    }

    /** The first that fits. */
    <T> T first(String what, List<T> candidates, Predicate<T> fits) {
        return candidates.stream()
                .filter(fits)
                .findFirst()
                .orElseThrow(() -> new NothingToTamperException("stack " + name + " has no " + what + " here"));
    }
}
