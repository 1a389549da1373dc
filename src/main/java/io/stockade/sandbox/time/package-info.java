/** The clocks of the sandbox: scaled for a running service, stepped for tests, virtual for simulations. */
@NullMarked
package io.stockade.sandbox.time;

import org.jspecify.annotations.NullMarked;
