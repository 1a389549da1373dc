/** Readers and drivers of Lambda functions. */
@NullMarked
package io.stockade.aws.lambda;

import org.jspecify.annotations.NullMarked;
