package io.stockade.sandbox.ec2;

import io.stockade.sandbox.service.AwsError;
import io.stockade.sandbox.service.Call;
import io.stockade.sandbox.service.Operations;
import io.stockade.sandbox.service.Page;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.DescribeManagedPrefixListsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeManagedPrefixListsResponse;
import software.amazon.awssdk.services.ec2.model.DescribePrefixListsRequest;
import software.amazon.awssdk.services.ec2.model.DescribePrefixListsResponse;
import software.amazon.awssdk.services.ec2.model.ManagedPrefixList;
import software.amazon.awssdk.services.ec2.model.PrefixList;
import software.amazon.awssdk.services.ec2.model.PrefixListState;

/** AWS's own prefix lists: the addresses of a service in a region, under one id. */
final class PrefixLists {
    private static final int MANAGED_PAGE_SIZE = 100;
    private static final List<String> GATEWAY_SERVICES = List.of("s3", "dynamodb");
    private static final List<String> OTHERS = List.of("global.cloudfront.origin-facing", "ec2-instance-connect");

    private static final Filters<PrefixList> FILTERS = new Filters<PrefixList>()
            .one("prefix-list-id", PrefixList::prefixListId)
            .one("prefix-list-name", PrefixList::prefixListName);
    private static final Filters<ManagedPrefixList> MANAGED_FILTERS = new Filters<ManagedPrefixList>()
            .one("prefix-list-id", ManagedPrefixList::prefixListId)
            .one("prefix-list-name", ManagedPrefixList::prefixListName)
            .one("owner-id", ManagedPrefixList::ownerId);

    private PrefixLists() {}

    static void register(Operations operations) {
        operations
                .add(DescribePrefixListsRequest.class, PrefixLists::describe)
                .add(DescribeManagedPrefixListsRequest.class, PrefixLists::describeManaged);
    }

    /** The list of a service, which is the same for every account of a region. */
    static String id(String region, String service) {
        return "pl-" + HexFormat.of().toHexDigits((region + "/" + service).hashCode());
    }

    static boolean exists(String region, String id) {
        return names(region).stream().anyMatch(name -> id(region, name).equals(id));
    }

    private static List<String> names(String region) {
        return Stream.concat(
                        GATEWAY_SERVICES.stream().map(service -> "com.amazonaws." + region + "." + service),
                        OTHERS.stream().map(PrefixLists::otherName))
                .toList();
    }

    private static String otherName(String service) {
        return "com.amazonaws." + service;
    }

    private static DescribePrefixListsResponse describe(Call call, DescribePrefixListsRequest request) {
        checkIds(call, request.prefixListIds());
        Predicate<PrefixList> filter = FILTERS.all(request.filters());
        TreeMap<String, PrefixList> lists = new TreeMap<>();
        for (String service : GATEWAY_SERVICES) {
            String name = "com.amazonaws." + call.region() + "." + service;
            String id = id(call.region(), name);
            lists.put(
                    id,
                    PrefixList.builder()
                            .prefixListId(id)
                            .prefixListName(name)
                            .cidrs(service.equals("s3") ? "198.51.100.0/25" : "198.51.100.128/25")
                            .build());
        }
        if (!request.prefixListIds().isEmpty()) {
            lists.keySet().retainAll(request.prefixListIds());
        }
        Page<PrefixList> page = Page.of(
                call,
                lists,
                list -> Optional.of(list).filter(filter),
                size(request.maxResults(), 1000),
                request.nextToken());
        return DescribePrefixListsResponse.builder()
                .prefixLists(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private static DescribeManagedPrefixListsResponse describeManaged(
            Call call, DescribeManagedPrefixListsRequest request) {
        checkIds(call, request.prefixListIds());
        Predicate<ManagedPrefixList> filter = MANAGED_FILTERS.all(request.filters());
        TreeMap<String, ManagedPrefixList> lists = new TreeMap<>();
        for (String name : names(call.region())) {
            String id = id(call.region(), name);
            lists.put(
                    id,
                    ManagedPrefixList.builder()
                            .prefixListId(id)
                            .prefixListName(name)
                            .prefixListArn("arn:" + call.scope().partition() + ":ec2:" + call.region()
                                    + ":aws:prefix-list/" + id)
                            .addressFamily("IPv4")
                            .ownerId("AWS")
                            .state(PrefixListState.CREATE_COMPLETE)
                            .build());
        }
        if (!request.prefixListIds().isEmpty()) {
            lists.keySet().retainAll(request.prefixListIds());
        }
        Page<ManagedPrefixList> page = Page.of(
                call,
                lists,
                list -> Optional.of(list).filter(filter),
                size(request.maxResults(), MANAGED_PAGE_SIZE),
                request.nextToken());
        return DescribeManagedPrefixListsResponse.builder()
                .prefixLists(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private static void checkIds(Call call, List<String> ids) {
        for (String id : ids) {
            if (!exists(call.region(), id)) {
                throw AwsError.of("InvalidPrefixListID.NotFound", "The prefix list ID '" + id + "' does not exist");
            }
        }
    }

    private static int size(@Nullable Integer wanted, int most) {
        return wanted == null ? most : Math.min(wanted, most);
    }
}
