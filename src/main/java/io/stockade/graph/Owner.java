package io.stockade.graph;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Whose a resource is, and how that is written on it. The one place that makes and reads ownership tags.
 *
 * @param installation the name of this installation of Stockade; two never share what they own
 * @param stack namespace and name, such as {@code payments/orders}
 * @param uid tells incarnations of one stack apart
 */
public record Owner(String installation, String stack, String uid) {
    /** What the keys of our own tags begin with. */
    public static final String PREFIX = "stockade.dev/";

    public static final String INSTALLATION_TAG = "stockade.dev/installation";
    public static final String STACK_TAG = "stockade.dev/stack";
    public static final String RESOURCE_TAG = "stockade.dev/resource";
    public static final String UID_TAG = "stockade.dev/uid";
    /** Put on by the creation itself where AWS takes no token, so that a lost reply can be looked up. */
    public static final String INTENT_TAG = "stockade.dev/intent";

    /** How many days a deleted thing can be brought back: known from the thing itself, whatever became of its manifest. */
    public static final String RECOVERY_TAG = "stockade.dev/recovery-window";

    /** What a function carries that somebody else made and an installation may invoke to rotate secrets: its name. */
    public static final String ROTATES_TAG = "stockade.dev/rotates-for";

    /** Of a global name: what is left of 64 characters before the hash. */
    private static final int SHORTEST_ROOM = 64 - "-".length() - 16;

    /** The tags that a resource of this owner carries from its creation on. */
    public Map<String, String> tags(Address address) {
        Map<String, String> tags = new TreeMap<>();
        tags.put(INSTALLATION_TAG, installation);
        tags.put(STACK_TAG, stack);
        tags.put(RESOURCE_TAG, address.toString());
        tags.put(UID_TAG, uid);
        return tags;
    }

    /** Whose something with these tags is; empty if no installation of Stockade made it. */
    public static Optional<Owner> of(Tags tags) {
        String installation = tags.values().get(INSTALLATION_TAG);
        String stack = tags.values().get(STACK_TAG);
        if (installation == null || stack == null) {
            return Optional.empty();
        }
        return Optional.of(new Owner(installation, stack, tags.values().getOrDefault(UID_TAG, "")));
    }

    /** The address that something with these tags was created as; empty if it has none, or one of a later release. */
    public static Optional<Address> address(Tags tags) {
        String text = tags.values().get(RESOURCE_TAG);
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Address.parse(text));
        } catch (IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }

    /** Whether the other is the same stack of the same installation, whatever its incarnation. */
    public boolean sameStack(Owner other) {
        return installation.equals(other.installation) && stack.equals(other.stack);
    }

    /** Whether something with these tags is this stack's, of whatever incarnation. */
    public boolean owns(Tags tags) {
        return of(tags).filter(this::sameStack).isPresent();
    }

    /** Whether something with these tags was made by an installation. */
    public static boolean isOf(String installation, Tags tags) {
        return of(tags).filter(owner -> owner.installation.equals(installation)).isPresent();
    }

    /** A name for what lives in a namespace of the whole account, unique by hash and at most 64 characters long. */
    public String globalName(String region, Address address, String content) {
        String hash = Digest.hex(installation, region, stack, address.toString(), content)
                .substring(0, 16);
        String readable = stack.replace('/', '-') + "-" + address.name();
        int room = 64 - "stockade--".length() - hash.length();
        return "stockade-" + (readable.length() > room ? readable.substring(0, room) : readable) + "-" + hash;
    }

    /** Whether a {@link #globalName} may be one of this stack's; its tags tell for certain. */
    public boolean mayBear(String globalName) {
        String readable = "stockade-" + stack.replace('/', '-') + "-";
        return globalName.startsWith(readable.substring(0, Math.min(readable.length(), SHORTEST_ROOM)));
    }

    /** The token that makes a creation idempotent in AWS: the same for every try at one incarnation of one address. */
    public String token(Address address, int incarnation) {
        return Digest.hex(uid, address.toString(), Integer.toString(incarnation));
    }

    /** The bytes that tokens and names are made of. */
    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
