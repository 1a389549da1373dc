package io.stockade.aws.ec2;

import io.stockade.aws.call.Pages;
import io.stockade.cloud.ReadScope;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import software.amazon.awssdk.services.ec2.model.Filter;

/**
 * Narrows lists to the VPCs concerned: by filters of as many ids as AWS takes, or not at all where most of the region's
 * VPCs are concerned anyway, since whole pages are then cheaper than filters.
 */
final class InVpcs {
    private volatile int vpcsInRegion;

    /** How many VPCs the region has, ours or not. */
    void sawInRegion(int vpcs) {
        vpcsInRegion = vpcs;
    }

    /**
     * Everything in the VPCs of a scope, and nothing else.
     *
     * @param listing lists all pages, narrowed by the filters given
     * @param vpcOf the VPC of an item
     */
    <T> List<T> list(ReadScope scope, Function<List<Filter>, List<T>> listing, Function<T, String> vpcOf) {
        if (scope.vpcIds().isEmpty()) {
            return List.of();
        }
        if (mostOfRegion(scope)) {
            return listing.apply(List.of()).stream()
                    .filter(item -> scope.vpcIds().contains(vpcOf.apply(item)))
                    .toList();
        }
        List<T> all = new ArrayList<>();
        for (List<String> chunk : Pages.chunks(List.copyOf(scope.vpcIds()), Filters.MOST_VALUES)) {
            all.addAll(listing.apply(List.of(Filters.by("vpc-id", chunk))));
        }
        return all;
    }

    private boolean mostOfRegion(ReadScope scope) {
        int concerned = scope.vpcIds().size();
        return concerned > Filters.MOST_VALUES && vpcsInRegion > 0 && concerned * 5L >= vpcsInRegion * 4L;
    }
}
