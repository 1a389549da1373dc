package io.stockade.cloud;

import java.util.SortedSet;

/**
 * What a sweep is about.
 *
 * @param installation owner tag of what stands outside VPCs
 * @param stacks the stacks concerned, as namespace/name
 * @param vpcIds the VPCs concerned; empty when none exists yet, and then nothing in a VPC is read
 */
public record ReadScope(String installation, SortedSet<String> stacks, SortedSet<String> vpcIds) {}
