package io.stockade.aws;

import io.stockade.graph.Owner;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.Tag;

/**
 * How the sessions of assumed roles are marked, for CloudTrail and for policies.
 *
 * @param installation whose sessions they are
 * @param tagged whether they carry a tag too: only then must the trust policy of each role allow {@code sts:TagSession}
 */
public record Sessions(String installation, boolean tagged) {
    /** The longest name that AWS takes: docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html. */
    private static final int LONGEST = 64;

    private static final String FORBIDDEN = "[^\\w+=,.@-]";

    /** The name of every session: it is the same for all stacks, since these share sessions. */
    public String name() {
        String whole = "stockade-" + installation;
        String name = whole.replaceAll(FORBIDDEN, "-");
        if (name.equals(whole) && name.length() <= LONGEST) {
            return name;
        }
        // What was changed or cut must not make two installations look like one.
        String mark = "-"
                + UUID.nameUUIDFromBytes(whole.getBytes(StandardCharsets.UTF_8))
                        .toString()
                        .substring(0, 8);
        return name.substring(0, Math.min(name.length(), LONGEST - mark.length())) + mark;
    }

    AssumeRoleRequest.Builder mark(AssumeRoleRequest.Builder request) {
        request.roleSessionName(name());
        return tagged
                ? request.tags(List.of(Tag.builder()
                        .key(Owner.INSTALLATION_TAG)
                        .value(installation)
                        .build()))
                : request;
    }

    /** What to look at when a role can't be assumed. */
    String toCheck() {
        return "check that the role exists, that its trust policy names these credentials"
                + (tagged ? ", that it allows sts:TagSession, which --tag-sessions needs," : "")
                + " and that spec.account.externalId is the one that it asks for";
    }
}
