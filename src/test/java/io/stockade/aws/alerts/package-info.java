/** What is sent to topics and buses. */
@NullMarked
package io.stockade.aws.alerts;

import org.jspecify.annotations.NullMarked;
