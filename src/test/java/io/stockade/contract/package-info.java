/** What we hold about AWS, as small scripts that are played on the sandbox and, over the wire, on emulators. */
@NullMarked
package io.stockade.contract;

import org.jspecify.annotations.NullMarked;
