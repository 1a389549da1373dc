/** Reader and driver of Auto Scaling groups. */
@NullMarked
package io.stockade.aws.autoscaling;

import org.jspecify.annotations.NullMarked;
