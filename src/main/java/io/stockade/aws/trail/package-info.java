/** CloudTrail: who called what. */
@NullMarked
package io.stockade.aws.trail;

import org.jspecify.annotations.NullMarked;
