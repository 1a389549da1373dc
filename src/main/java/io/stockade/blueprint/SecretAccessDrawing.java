package io.stockade.blueprint;

import io.stockade.graph.Address;
import io.stockade.graph.ManagedPolicy;
import io.stockade.graph.PolicyDocument;
import io.stockade.graph.ResourceKind;
import io.stockade.spec.SecretAccessSpec;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Policies of IAM for the whole namespace of the environment, attached to roles that are not ours. */
final class SecretAccessDrawing {
    private static final String PATH = "spec.secretAccess";

    private final Drawing drawing;

    private SecretAccessDrawing(Drawing drawing) {
        this.drawing = drawing;
    }

    static void draw(Drawing drawing) {
        SecretAccessSpec access = drawing.stack().spec().secretAccess();
        if (access == null) {
            return;
        }
        SecretPolicies policies = new SecretPolicies(drawing.facts().scope());
        String environment = drawing.stack().environmentOrDefault();
        SecretAccessDrawing drawn = new SecretAccessDrawing(drawing);
        drawn.policy(Names.READERS, policies.readers(environment), access.readers());
        drawn.policy(Names.WRITERS, policies.writers(environment), access.writers());
    }

    private void policy(String name, PolicyDocument document, List<String> arns) {
        SortedSet<String> roles = new TreeSet<>();
        for (int index = 0; index < arns.size(); index++) {
            String arn = arns.get(index);
            if (inAccount(arn, PATH + "." + name + "[" + index + "]")) {
                roles.add(arn.substring(arn.lastIndexOf('/') + 1));
            }
        }
        if (roles.isEmpty()) {
            return;
        }
        String path = drawing.stack().spec().iamOrDefault().pathOrDefault();
        String region = drawing.facts().scope().region();
        String global = drawing.owner().globalName(region, new Address(ResourceKind.MANAGED_POLICY, name), "");
        drawing.tagged(
                ResourceKind.MANAGED_POLICY, name, tags -> new ManagedPolicy(global, path, document, roles, tags));
    }

    /** IAM attaches a policy to nobody else's roles. The rules say so too, where the manifest names the account. */
    private boolean inAccount(String arn, String path) {
        String own = drawing.facts().scope().account();
        String account = Arns.account(arn);
        if (account.equals(own)) {
            return true;
        }
        drawing.errorUnlessRefused(
                path,
                "is in account " + account + ", but the stack is in " + own
                        + ": let it in by readers or writers of a secret");
        return false;
    }
}
