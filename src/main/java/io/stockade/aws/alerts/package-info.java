/** Alerts, sent to topics and buses of AWS. */
@NullMarked
package io.stockade.aws.alerts;

import org.jspecify.annotations.NullMarked;
