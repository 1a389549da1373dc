/** Front end 2: a watched folder of manifests, a state folder, and one service that needs nothing else. */
@NullMarked
package io.stockade.standalone;

import org.jspecify.annotations.NullMarked;
