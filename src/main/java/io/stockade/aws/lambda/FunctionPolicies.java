package io.stockade.aws.lambda;

import io.stockade.aws.call.Calls;
import io.stockade.cloud.CloudException;
import io.stockade.cloud.CloudException.Category;
import io.stockade.graph.PolicyDocument;
import java.util.SortedMap;

/** Changes who may invoke functions, statement by statement. */
final class FunctionPolicies {
    private final Lambda lambda;

    FunctionPolicies(Lambda lambda) {
        this.lambda = lambda;
    }

    /** Permits first and forbids after; a statement of the same id has to go before another can have its id. */
    void change(String arn, PolicyDocument from, PolicyDocument to) {
        SortedMap<String, Permission> before = Permission.of(from);
        SortedMap<String, Permission> after = Permission.of(to);
        after.values().stream()
                .filter(wanted -> !before.containsKey(wanted.sid()))
                .forEach(wanted -> add(arn, wanted));
        after.values().stream()
                .filter(wanted -> before.containsKey(wanted.sid()) && !wanted.equals(before.get(wanted.sid())))
                .forEach(wanted -> replace(arn, wanted));
        before.keySet().stream().filter(sid -> !after.containsKey(sid)).forEach(sid -> remove(arn, sid));
    }

    private void replace(String arn, Permission wanted) {
        remove(arn, wanted.sid());
        permit(arn, wanted);
    }

    /** What has its id already was not seen, and says who knows what. */
    private void add(String arn, Permission wanted) {
        try {
            permit(arn, wanted);
        } catch (CloudException refusal) {
            if (refusal.category() != Category.ALREADY_EXISTS) {
                throw refusal;
            }
            replace(arn, wanted);
        }
    }

    private void permit(String arn, Permission wanted) {
        lambda.call(
                "AddPermission",
                arn,
                client -> client.addPermission(request -> request.functionName(arn)
                        .statementId(wanted.sid())
                        .action(wanted.action())
                        .principal(wanted.principal())
                        .sourceArn(wanted.sourceArn())
                        .sourceAccount(wanted.sourceAccount())));
    }

    private void remove(String arn, String sid) {
        var unused = Calls.found(() -> lambda.call(
                "RemovePermission",
                arn,
                client -> client.removePermission(
                        request -> request.functionName(arn).statementId(sid))));
    }
}
