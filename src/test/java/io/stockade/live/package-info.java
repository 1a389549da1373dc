/** An opt-in suite for an AWS account of one's own: {@code mvn verify -Plive}, see docs/contributing.md. */
@NullMarked
package io.stockade.live;

import org.jspecify.annotations.NullMarked;
