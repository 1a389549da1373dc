/** STS: who is calling, and taking on roles. */
@NullMarked
package io.stockade.sandbox.sts;

import org.jspecify.annotations.NullMarked;
