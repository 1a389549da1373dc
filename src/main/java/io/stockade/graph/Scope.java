package io.stockade.graph;

/**
 * Where a resource lives.
 *
 * @param partition such as {@code aws} or {@code aws-cn}
 * @param account twelve digits
 */
public record Scope(String partition, String account, String region) {
    @Override
    public String toString() {
        return account + "/" + region;
    }
}
