/** Auto Scaling: groups, and how they reach their desired capacity. */
@NullMarked
package io.stockade.sandbox.autoscaling;

import org.jspecify.annotations.NullMarked;
