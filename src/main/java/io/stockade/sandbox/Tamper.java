package io.stockade.sandbox;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What somebody at the console can do to a stack. */
public enum Tamper {
    /** Deletes a default route. */
    DELETE_ROUTE,
    /** Lets the whole internet in on port 22. */
    OPEN_SSH,
    /** Ends a NAT instance, or deletes a NAT gateway. */
    TERMINATE_NAT,
    /** Deletes a subnet that nothing is in. */
    DELETE_SUBNET,
    /** Gives an interface endpoint another security group. */
    CHANGE_ENDPOINT_GROUPS,
    /** Puts a subnet of one's own into the VPC. */
    ADD_FOREIGN_SUBNET,
    /** Detaches the internet gateway, with what has to go before. */
    DETACH_GATEWAY,
    /** Changes the port of a security group's rule. */
    EDIT_RULE,
    /** Takes the owner's tags off something. */
    REMOVE_TAGS,
    /** Schedules a secret for deletion. */
    DELETE_SECRET,
    /** Lets everybody read a secret. */
    OPEN_SECRET_POLICY,
    /** Switches the rotation of a secret off. */
    CANCEL_ROTATION,
    /** Has a secret encrypted with another key. */
    CHANGE_SECRET_KEY,
    /** Takes the owner's tags off a secret. */
    STRIP_SECRET_TAGS,
    /** One of the others, by lot. */
    RANDOM;

    /** As it is written in a command: {@code delete-route}. */
    public String commandName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The one with this command name. */
    public static Optional<Tamper> find(String commandName) {
        return Arrays.stream(values())
                .filter(tamper -> tamper.commandName().equals(commandName))
                .findFirst();
    }
}
