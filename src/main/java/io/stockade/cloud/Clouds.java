package io.stockade.cloud;

import org.jspecify.annotations.Nullable;

/** Opens the way to an account and region. */
public interface Clouds {
    /** The cloud of a target; equal targets share it. */
    Cloud open(Target target);

    /**
     * Where a stack wants to be, and with whose rights.
     *
     * @param account the account that STS must name, or {@code null} for whichever the credentials belong to
     * @param roleArn the role to assume, or {@code null} for the default credentials
     * @param externalId goes with the role
     */
    record Target(
            String region,
            @Nullable String account,
            @Nullable String roleArn,
            @Nullable String externalId) {
        /** Without the external id, which is for the role's owner and us. */
        @Override
        public String toString() {
            String where = account == null ? region : account + "/" + region;
            return roleArn == null ? where : where + " as " + roleArn;
        }
    }
}
