/** Readers and drivers of everything that EC2 and its VPCs hold. */
@NullMarked
package io.stockade.aws.ec2;

import org.jspecify.annotations.NullMarked;
