/** Alerts: what of a stack people are told, when, where, and that it arrives. */
@NullMarked
package io.stockade.alert;

import org.jspecify.annotations.NullMarked;
