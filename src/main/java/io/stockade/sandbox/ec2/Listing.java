package io.stockade.sandbox.ec2;

import io.stockade.sandbox.service.AwsError;
import io.stockade.sandbox.service.Call;
import io.stockade.sandbox.service.Page;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Filter;

/** A description of many: by ids, by filters, page by page, with EC2's rules for all of them. */
final class Listing<T> {
    private static final int LEAST = 5;
    private static final int MOST = 1000;

    private final Call call;
    private final Kind<T> kind;
    private List<String> ids = List.of();
    private Predicate<T> place = thing -> true;
    private Predicate<T> filter = thing -> true;
    private UnaryOperator<T> shown = UnaryOperator.identity();
    private int pageSize = MOST;
    private @Nullable Integer maxResults;
    private @Nullable String nextToken;

    private Listing(Call call, Kind<T> kind) {
        this.call = call;
        this.kind = kind;
    }

    static <T> Listing<T> of(Call call, Kind<T> kind) {
        return new Listing<>(call, kind);
    }

    /** Only these, each of which must be there. */
    Listing<T> ids(List<String> wanted) {
        ids = wanted;
        return this;
    }

    Listing<T> filters(Filters<T> known, List<Filter> requested) {
        filter = filter.and(known.all(requested));
        // Where a thing stands is stored with it: what stands elsewhere needs no completion to be left out.
        place = place.and(known.all(
                requested.stream().filter(each -> each.name().equals("vpc-id")).toList()));
        return this;
    }

    Listing<T> only(Predicate<T> condition) {
        filter = filter.and(condition);
        return this;
    }

    /** What AWS shows of a thing beyond what is stored: filters see it too. */
    Listing<T> shown(UnaryOperator<T> completion) {
        shown = completion;
        return this;
    }

    /** How many at most come in one answer, whatever is asked for. */
    Listing<T> pageSize(int most) {
        pageSize = most;
        return this;
    }

    /** What the request says of pages; AWS takes 5 to 1,000 here and not together with ids. */
    Listing<T> page(@Nullable Integer most, @Nullable String token) {
        if (most != null && most < LEAST) {
            throw AwsError.invalidParameter("Value ( " + most + " ) for parameter maxResults is invalid. Expecting a"
                    + " value greater than or equal to " + LEAST + ".");
        }
        if (most != null && most > MOST) {
            throw AwsError.invalidParameter("Value ( " + most + " ) for parameter maxResults is invalid. Expecting a"
                    + " value less than or equal to " + MOST + ".");
        }
        maxResults = most;
        nextToken = token;
        return this;
    }

    Page<T> get() {
        if (!ids.isEmpty() && maxResults != null) {
            throw AwsError.of(
                    "InvalidParameterCombination", "The parameter maxResults cannot be used with a list of ids");
        }
        int size = Math.min(pageSize, maxResults == null ? pageSize : maxResults);
        return Page.of(
                call,
                candidates(),
                thing -> Optional.of(thing).filter(place).map(shown).filter(filter),
                size,
                nextToken);
    }

    /** All in one answer, for what AWS does not page. */
    List<T> all() {
        pageSize = Integer.MAX_VALUE;
        return get().items();
    }

    private SortedMap<String, T> candidates() {
        if (ids.isEmpty()) {
            return call.rows(kind.table());
        }
        if (ids.size() > MOST) {
            throw AwsError.of("InvalidParameterValue", "At most " + MOST + " ids may be given");
        }
        SortedMap<String, T> rows = new TreeMap<>();
        for (String id : ids) {
            rows.put(id, Things.require(call, kind, id));
        }
        return rows;
    }
}
