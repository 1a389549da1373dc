package io.stockade.cloud;

import java.util.SortedSet;

/**
 * What a list is asked about.
 *
 * @param installation owner tag of what stands outside VPCs
 * @param vpcIds the VPCs concerned, of one stack or of many; empty when none exists yet, and then nothing in a VPC is
 *     read
 */
public record ReadScope(String installation, SortedSet<String> vpcIds) {}
