/** What secrets are for: databases that stand outside AWS, whose logins tell the truth. */
@NullMarked
package io.stockade.sandbox.counterpart;

import org.jspecify.annotations.NullMarked;
