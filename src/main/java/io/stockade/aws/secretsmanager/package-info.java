/** Readers and drivers of secrets and their rotations, and the only way by which a value goes to AWS or comes from it. */
@NullMarked
package io.stockade.aws.secretsmanager;

import org.jspecify.annotations.NullMarked;
