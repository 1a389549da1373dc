package io.stockade.sandbox.world;

/** One account in one region: what is in one is not in another. */
public record Scope(String account, String region) {
    /** The region under which IAM keeps what it keeps, whatever region it is asked in. */
    public static final String GLOBAL = "aws-global";

    /** The same account's part of AWS that has no region. */
    public Scope global() {
        return new Scope(account, GLOBAL);
    }

    /** The partition that the region is in, as in ARNs. */
    public String partition() {
        if (region.startsWith("us-gov-")) {
            return "aws-us-gov";
        }
        return region.startsWith("cn-") ? "aws-cn" : "aws";
    }
}
