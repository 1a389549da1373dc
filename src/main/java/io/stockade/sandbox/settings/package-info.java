/** How the sandbox's AWS behaves: delays, quotas, what is switched on. */
@NullMarked
package io.stockade.sandbox.settings;

import org.jspecify.annotations.NullMarked;
