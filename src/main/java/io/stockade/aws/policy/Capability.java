package io.stockade.aws.policy;

import java.util.List;

/** A part of the product that somebody may or may not want to give rights for; each has a policy of its own. */
public enum Capability {
    READ_ONLY("read-only", "to see everything; every other capability needs it"),
    NETWORK("network", "VPC, subnets, routes, internet gateway, security groups"),
    NAT_GATEWAY("nat-gateway", "nat.mode Gateway"),
    NAT_INSTANCE("nat-instance", "nat.mode Instance, the default"),
    SESSION_MANAGER("session-manager", "nat.sessionManager Enabled: a role for NAT instances"),
    ENDPOINTS("endpoints", "endpoints"),
    SECRETS("secrets", "secrets, and their rotation"),
    FUNCTIONS("functions", "secrets that rotate by a function which the stack deploys"),
    SECRET_ACCESS("secret-access", "secretAccess: policies for readers and writers of secrets");

    private final String title;
    private final String purpose;

    Capability(String title, String purpose) {
        this.title = title;
        this.purpose = purpose;
    }

    /** What its policy gives. */
    public List<Statement> statements() {
        return switch (this) {
            case READ_ONLY -> Reading.statements();
            case NETWORK -> Networking.statements();
            case NAT_GATEWAY -> NatGateways.statements();
            case NAT_INSTANCE -> NatInstances.statements();
            case SESSION_MANAGER -> Roles.statements();
            case ENDPOINTS -> Endpoints.statements();
            case SECRETS -> Secrets.statements();
            case FUNCTIONS -> Functions.statements();
            case SECRET_ACCESS -> SecretAccess.statements();
        };
    }

    /** Where its policy lies, from the root of the repository. */
    public String file() {
        return "deploy/iam/" + title + ".json";
    }

    /** What it is for, in terms of the manifest. */
    public String purpose() {
        return purpose;
    }

    @Override
    public String toString() {
        return title;
    }
}
