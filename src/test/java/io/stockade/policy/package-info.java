/** What the product may do in an account is what it does, and no more. */
@NullMarked
package io.stockade.policy;

import org.jspecify.annotations.NullMarked;
