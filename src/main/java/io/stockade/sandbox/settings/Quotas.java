package io.stockade.sandbox.settings;

/**
 * Limits of one account in one region; the defaults are AWS's (VPC user guide, "Amazon VPC quotas").
 *
 * @param vpcs VPCs in a region
 * @param addresses Elastic IP addresses in a region
 * @param rules rules of a security group in each direction
 * @param tags tags on a resource
 */
public record Quotas(int vpcs, int addresses, int rules, int tags) {
    /** What a new account has. */
    public static Quotas defaults() {
        return new Quotas(5, 5, 60, 50);
    }

    /** Room for thousands of stacks. */
    public static Quotas raised() {
        return new Quotas(100_000, 100_000, 60, 50);
    }
}
