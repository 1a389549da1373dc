/** Scripts of calls with AWS's behaviour asserted, written against the SDK's interfaces only. */
@NullMarked
package io.stockade.sandbox;

import org.jspecify.annotations.NullMarked;
