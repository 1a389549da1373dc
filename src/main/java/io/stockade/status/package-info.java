/** What users are told of a stack: conditions, outputs, drift, and how fresh all of it is. */
@NullMarked
package io.stockade.status;

import org.jspecify.annotations.NullMarked;
