/** Times that come again, in the words in which AWS Secrets Manager takes them: what manifests, rotation and the sandbox count by. */
@NullMarked
package io.stockade.schedule;

import org.jspecify.annotations.NullMarked;
