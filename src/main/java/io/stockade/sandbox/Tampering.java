package io.stockade.sandbox;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** Edits behind the owner's back, by the console's own calls: what drift is made of. */
public final class Tampering {
    /** Who the journal names for these edits. */
    public static final String PRINCIPAL = "console";

    private final Sandbox console;

    public Tampering(Sandbox sandbox) {
        this.console = sandbox.as(PRINCIPAL);
    }

    /**
     * Does something to a stack.
     *
     * @param stack its namespace and name, as in its tags: {@code payments/orders}
     * @param seed what {@link Tamper#RANDOM} draws from; the same one draws the same
     * @return a sentence of what was done, with the ids
     * @throws NothingToTamperException if the stack has nothing of the sort
     */
    public String apply(Tamper tamper, String account, String region, String stack, long seed) {
        Ec2Client ec2 = console.ec2(account, region);
        StackFinder finder = new StackFinder(ec2, stack);
        Ways ways = new Ways(
                new NetworkTampering(ec2, finder),
                new AccessTampering(ec2, finder),
                new SecretTampering(console.secretsManager(account, region), finder));
        return tamper == Tamper.RANDOM ? anyOf(ways, finder, seed) : one(tamper, ways);
    }

    /** All that can be tampered with. */
    private record Ways(NetworkTampering network, AccessTampering access, SecretTampering secrets) {}

    /** The first that the stack has anything for, in an order that the seed decides. */
    private static String anyOf(Ways ways, StackFinder stack, long seed) {
        List<Tamper> left = new ArrayList<>(Arrays.asList(Tamper.values()));
        left.remove(Tamper.RANDOM);
        Random random = new Random(seed);
        while (!left.isEmpty()) {
            Tamper chosen = left.remove(random.nextInt(left.size()));
            try {
                return one(chosen, ways);
            } catch (NothingToTamperException nothing) {
                // The next one may find something.
            }
        }
        throw new NothingToTamperException(
                "stack " + stack.name() + " has nothing in this region that could be changed");
    }

    private static String one(Tamper tamper, Ways ways) {
        return switch (tamper) {
            case DELETE_ROUTE -> ways.network().deleteRoute();
            case TERMINATE_NAT -> ways.network().terminateNat();
            case DELETE_SUBNET -> ways.network().deleteSubnet();
            case ADD_FOREIGN_SUBNET -> ways.network().addForeignSubnet();
            case DETACH_GATEWAY -> ways.network().detachGateway();
            case OPEN_SSH -> ways.access().openSsh();
            case EDIT_RULE -> ways.access().editRule();
            case CHANGE_ENDPOINT_GROUPS -> ways.access().changeEndpointGroups();
            case REMOVE_TAGS -> ways.access().removeTags();
            case DELETE_SECRET -> ways.secrets().delete();
            case OPEN_SECRET_POLICY -> ways.secrets().openPolicy();
            case CANCEL_ROTATION -> ways.secrets().cancelRotation();
            case CHANGE_SECRET_KEY -> ways.secrets().changeKey();
            case STRIP_SECRET_TAGS -> ways.secrets().stripTags();
            case RANDOM -> throw new IllegalArgumentException("by lot is decided before");
        };
    }
}
