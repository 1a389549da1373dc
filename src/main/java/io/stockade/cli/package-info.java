/** The commands: what they print, what they ask of a service, and how they end. */
@NullMarked
package io.stockade.cli;

import org.jspecify.annotations.NullMarked;
