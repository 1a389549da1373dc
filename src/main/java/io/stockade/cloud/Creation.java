package io.stockade.cloud;

import io.stockade.graph.Address;
import io.stockade.graph.Resource;

/**
 * One thing to make.
 *
 * @param desired with every reference resolved to an id
 * @param token makes the call idempotent where AWS takes a client token
 * @param nonce goes on as {@link io.stockade.graph.Owner#INTENT_TAG} where AWS takes none
 */
public record Creation<R extends Resource>(Address address, R desired, String token, String nonce) {}
