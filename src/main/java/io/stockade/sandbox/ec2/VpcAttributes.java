package io.stockade.sandbox.ec2;

/** A VPC's two DNS switches, which no description of a VPC shows. */
record VpcAttributes(boolean dnsSupport, boolean dnsHostnames) {
    /** As in a VPC that was made by an API call. */
    static final VpcAttributes NEW = new VpcAttributes(true, false);
}
