package io.stockade.aws.ec2;

import io.stockade.graph.Owner;
import java.util.Collection;
import software.amazon.awssdk.services.ec2.model.Filter;

/** The filters of describe calls. */
final class Filters {
    /** AWS refuses more values in one filter. */
    static final int MOST_VALUES = 200;

    private Filters() {}

    static Filter by(String name, String... values) {
        return Filter.builder().name(name).values(values).build();
    }

    static Filter by(String name, Collection<String> values) {
        return Filter.builder().name(name).values(values).build();
    }

    /** What an installation owns. */
    static Filter ownedBy(String installation) {
        return by("tag:" + Owner.INSTALLATION_TAG, installation);
    }
}
