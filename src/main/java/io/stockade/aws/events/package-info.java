/** Events of AWS, taken from a queue. */
@NullMarked
package io.stockade.aws.events;

import org.jspecify.annotations.NullMarked;
