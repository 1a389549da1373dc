package io.stockade.memory;

import io.stockade.graph.Address;
import io.stockade.graph.Digest;
import io.stockade.memory.StackMemory.Intent;
import io.stockade.memory.StackMemory.ResourceMemory;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The memory of one stack while a pass works on it: changes are collected and written by compare-and-set, one write
 * before a wave and one at the end. Not for several threads.
 */
public final class Ledger {
    private final MemoryStore store;
    private final String stack;
    private StackMemory memory;
    private StackMemory kept;
    private long version;

    private Ledger(MemoryStore store, String stack, StackMemory memory, long version) {
        this.store = store;
        this.stack = stack;
        this.memory = memory;
        this.kept = memory;
        this.version = version;
    }

    /** Opens what is remembered; a stack that was never seen begins with the uid. */
    public static Ledger open(MemoryStore store, String stack, String uid) {
        return store.find(stack)
                .map(found -> new Ledger(store, stack, found.memory(), found.version()))
                .orElseGet(() -> new Ledger(store, stack, StackMemory.fresh(uid), 0));
    }

    public StackMemory memory() {
        return memory;
    }

    /** Whether nothing was ever written of this stack. */
    public boolean isNew() {
        return version == 0;
    }

    public Optional<ResourceMemory> find(Address address) {
        return Optional.ofNullable(memory.resources().get(address.toString()));
    }

    /**
     * Announces a creation. An earlier try that is not known to have ended keeps its nonce and incarnation; what was
     * made before and is gone, or is replaced, gets the next incarnation, and with it another token. What is known of
     * it is kept, since it goes on if nothing comes of this.
     */
    public Intent begin(Address address, String request, Instant now, Supplier<String> nonces) {
        ResourceMemory before = memory.resources().get(address.toString());
        String digest = Digest.hex(request);
        Intent open = before == null ? null : before.intent();
        if (open != null && open.requestDigest().equals(digest)) {
            return open;
        }
        // Another request under the same token would be refused for a day: it is another incarnation. The earlier try
        // may have succeeded unseen all the same, so its beginning is kept.
        Intent intent = new Intent(nonces.get(), open == null ? now : open.begun(), digest);
        int incarnation = before == null ? 1 : before.incarnation() + 1;
        put(
                address,
                before == null
                        ? new ResourceMemory(incarnation, null, intent, null)
                        : new ResourceMemory(incarnation, before.id(), intent, before.appliedDigest()));
        return intent;
    }

    /** Announces a creation anew: what became of the earlier try is known by now, and this one counts from now on. */
    public Intent renew(Address address, Instant now, Supplier<String> nonces) {
        ResourceMemory before = find(address).orElseThrow();
        Intent open = Objects.requireNonNull(before.intent(), address.toString());
        Intent intent = new Intent(nonces.get(), now, open.requestDigest());
        put(address, new ResourceMemory(before.incarnation(), before.id(), intent, before.appliedDigest()));
        return intent;
    }

    /** The intent came to nothing: AWS certainly made nothing, and the same token may be used again. */
    public void refused(Address address) {
        find(address).filter(before -> before.intent() != null).ifPresent(before -> {
            int incarnation = before.incarnation() - 1;
            if (incarnation == 0) {
                remove(address);
            } else {
                put(address, withoutIntent(before, incarnation));
            }
        });
    }

    /** The token was used with another request: the next try is another incarnation. */
    public void mismatched(Address address) {
        find(address).ifPresent(before -> put(address, withoutIntent(before, before.incarnation())));
    }

    private static ResourceMemory withoutIntent(ResourceMemory before, int incarnation) {
        String id = before.id() == null ? "" : before.id();
        return new ResourceMemory(incarnation, id, null, before.appliedDigest());
    }

    /** What a creation that is under way replaces is gone. */
    public void replaced(Address address) {
        find(address)
                .filter(before -> before.intent() != null)
                .ifPresent(
                        before -> put(address, new ResourceMemory(before.incarnation(), null, before.intent(), null)));
    }

    /** The desired state of an address is what AWS has, under this id. */
    public void applied(Address address, @Nullable String id, String digest) {
        ResourceMemory before = memory.resources().get(address.toString());
        int incarnation = before == null ? 1 : before.incarnation();
        put(address, new ResourceMemory(incarnation, id, null, digest));
    }

    /** It was made under this id, and is not yet what it should be. */
    public void made(Address address, String id) {
        ResourceMemory before = memory.resources().get(address.toString());
        int incarnation = before == null ? 1 : before.incarnation();
        put(address, new ResourceMemory(incarnation, id, null, before == null ? null : before.appliedDigest()));
    }

    /** It is gone for good. Only the incarnation is kept, so that no token is ever used twice. */
    public void deleted(Address address, boolean tokenMatters) {
        Optional<ResourceMemory> before = find(address);
        if (before.isEmpty()) {
            return;
        }
        if (tokenMatters) {
            put(address, new ResourceMemory(before.get().incarnation(), "", null, null));
        } else {
            remove(address);
        }
    }

    /** Replaces what is not about single resources. */
    public void change(StackMemory changed) {
        memory = changed;
    }

    /**
     * Writes what was collected, if anything was; durable when it returns.
     *
     * @throws MemoryStore.StaleMemoryException if somebody else wrote in between
     */
    public void save() {
        if (version > 0 && memory.equals(kept)) {
            return;
        }
        MemoryStore.Versioned saved = store.save(stack, memory, version);
        version = saved.version();
        kept = memory;
    }

    /**
     * Writes what came of a pass, as {@link #save} does, unless nothing was ever begun: of that nothing is kept.
     *
     * @throws MemoryStore.StaleMemoryException if somebody else wrote in between
     */
    public void conclude() {
        if (!isNew() || hasBegun()) {
            save();
        }
    }

    /** Whether anything was made for the stack, or is about to be, or was found to be as it is wanted. */
    public boolean hasBegun() {
        return !memory.resources().isEmpty() || memory.firstReady() != null;
    }

    /**
     * Makes sure that nobody wrote the memory since it was opened or saved.
     *
     * @throws MemoryStore.StaleMemoryException if somebody did
     */
    public void confirm() {
        store.confirm(stack, version);
    }

    /** Forgets the stack. */
    public void forget() {
        store.forget(stack);
    }

    private void put(Address address, ResourceMemory remembered) {
        SortedMap<String, ResourceMemory> resources = new TreeMap<>(memory.resources());
        resources.put(address.toString(), remembered);
        memory = memory.withResources(resources);
    }

    private void remove(Address address) {
        SortedMap<String, ResourceMemory> resources = new TreeMap<>(memory.resources());
        resources.remove(address.toString());
        memory = memory.withResources(resources);
    }
}
