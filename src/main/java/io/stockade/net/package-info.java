/** Address ranges, the one thing that manifests, graphs and the sandbox all calculate with. */
@NullMarked
package io.stockade.net;

import org.jspecify.annotations.NullMarked;
