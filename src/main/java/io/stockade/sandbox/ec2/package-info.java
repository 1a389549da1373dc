/** EC2: one file for each AWS thing. */
@NullMarked
package io.stockade.sandbox.ec2;

import org.jspecify.annotations.NullMarked;
