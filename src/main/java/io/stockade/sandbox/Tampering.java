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
        return tamper == Tamper.RANDOM ? anyOf(ec2, finder, seed) : one(tamper, ec2, finder);
    }

    /** The first that the stack has anything for, in an order that the seed decides. */
    private static String anyOf(Ec2Client ec2, StackFinder stack, long seed) {
        List<Tamper> left = new ArrayList<>(Arrays.asList(Tamper.values()));
        left.remove(Tamper.RANDOM);
        Random random = new Random(seed);
        while (!left.isEmpty()) {
            Tamper chosen = left.remove(random.nextInt(left.size()));
            try {
                return one(chosen, ec2, stack);
            } catch (NothingToTamperException nothing) {
                // The next one may find something.
            }
        }
        throw new NothingToTamperException(
                "stack " + stack.name() + " has nothing in this region that could be changed");
    }

    private static String one(Tamper tamper, Ec2Client ec2, StackFinder stack) {
        NetworkTampering network = new NetworkTampering(ec2, stack);
        AccessTampering access = new AccessTampering(ec2, stack);
        return switch (tamper) {
            case DELETE_ROUTE -> network.deleteRoute();
            case TERMINATE_NAT -> network.terminateNat();
            case DELETE_SUBNET -> network.deleteSubnet();
            case ADD_FOREIGN_SUBNET -> network.addForeignSubnet();
            case DETACH_GATEWAY -> network.detachGateway();
            case OPEN_SSH -> access.openSsh();
            case EDIT_RULE -> access.editRule();
            case CHANGE_ENDPOINT_GROUPS -> access.changeEndpointGroups();
            case REMOVE_TAGS -> access.removeTags();
            case RANDOM -> throw new IllegalArgumentException("by lot is decided before");
        };
    }
}
