package io.stockade.aws;

import io.stockade.aws.call.BucketSizes;

/**
 * What can be set about the way to AWS.
 *
 * @param buckets how many calls of each action we allow ourselves, per account and region
 * @param iamPathPrefix only roles and profiles whose path begins so are seen
 */
public record AwsSettings(BucketSizes buckets, String iamPathPrefix) {
    /** AWS's published limits; every path, since stacks choose theirs. */
    public static final AwsSettings STANDARD = new AwsSettings(BucketSizes.standard(), "/");

    public AwsSettings with(BucketSizes other) {
        return new AwsSettings(other, iamPathPrefix);
    }
}
