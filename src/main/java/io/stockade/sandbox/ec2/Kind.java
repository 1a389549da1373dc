package io.stockade.sandbox.ec2;

import io.stockade.sandbox.world.Table;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/**
 * One of EC2's kinds of things.
 *
 * @param prefix what its ids begin with, such as {@code vpc-}
 * @param notFound the error code for an id that is not there
 * @param label the kind in AWS's error messages
 * @param resourceType its name in tag specifications
 */
record Kind<T>(Table<T> table, String prefix, String notFound, String label, ResourceType resourceType) {}
