package io.stockade.aws.policy;

import io.stockade.graph.Owner;
import java.util.List;

/**
 * When a statement holds.
 *
 * @param operator IAM's, such as {@code StringEquals}
 * @param key IAM's context key
 * @param values of which one must fit
 */
public record Condition(String operator, String key, List<String> values) {
    static final String RESOURCE_TAG = "aws:ResourceTag/" + Owner.INSTALLATION_TAG;
    static final String REQUEST_TAG = "aws:RequestTag/" + Owner.INSTALLATION_TAG;

    public Condition {
        values = List.copyOf(values);
    }

    static Condition of(String operator, String key, String... values) {
        return new Condition(operator, key, List.of(values));
    }

    /** The thing that is asked for is born with the installation's tag. */
    static Condition bornOurs() {
        return of("StringEquals", REQUEST_TAG, Placeholders.INSTALLATION);
    }

    /** The thing has the installation's tag. */
    static Condition ours() {
        return of("StringEquals", RESOURCE_TAG, Placeholders.INSTALLATION);
    }

    /** The thing has no installation's tag. */
    static Condition nobodys() {
        return of("Null", RESOURCE_TAG, "true");
    }

    /** The thing has no other installation's tag. */
    static Condition notAnothers() {
        return of("StringEqualsIfExists", RESOURCE_TAG, Placeholders.INSTALLATION);
    }

    /** The thing is not given away to another installation. */
    static Condition staysOurs() {
        return of("StringEqualsIfExists", REQUEST_TAG, Placeholders.INSTALLATION);
    }

    /**
     * Tags are taken off by name. EC2 takes all off where none is named, and of no names at all the next condition holds.
     */
    static Condition namesTags() {
        return of("Null", "aws:TagKeys", "false");
    }

    /** The tags that say whose the thing is stay on it. */
    static Condition keepsOwner() {
        return of("ForAllValues:StringNotLike", "aws:TagKeys", Owner.PREFIX + "*");
    }

    /** Whether it asks what tags the thing has. */
    public boolean asksForOwner() {
        return key.equals(RESOURCE_TAG) && operator.equals("StringEquals");
    }
}
