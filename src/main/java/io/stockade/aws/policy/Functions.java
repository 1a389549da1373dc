package io.stockade.aws.policy;

import java.util.List;
import java.util.stream.Stream;

/**
 * What it takes to deploy functions, each with a role of its own. To read their code from its bucket is for the bucket's
 * owner to allow: nobody else knows its name.
 */
final class Functions {
    private Functions() {}

    static List<Statement> statements() {
        String functions = Placeholders.functions();
        String role = Placeholders.named("role");
        List<Statement> own = List.of(
                Statement.of("CreateFunction", "lambda", "CreateFunction")
                        .on(functions)
                        .when(Condition.bornOurs()),
                // Lambda has no key for what a creation tags: something without tags but with our name may be new.
                Statement.of("TagFunction", "lambda", "TagResource")
                        .on(functions)
                        .when(Condition.notAnothers(), Condition.staysOurs()),
                Statement.untagging("UntagFunction", "lambda", "UntagResource").on(functions),
                Statement.of(
                                "ChangeFunction",
                                "lambda",
                                "AddPermission",
                                "DeleteFunction",
                                "RemovePermission",
                                "UpdateFunctionCode",
                                "UpdateFunctionConfiguration")
                        .on(functions)
                        .when(Condition.ours()),
                Statement.of("WriteRolePolicy", "iam", "PutRolePolicy").on(role).when(Condition.ours()),
                Statement.of("PassRoleToLambda", "iam", "PassRole")
                        .on(role)
                        .when(Condition.of("StringEquals", "iam:PassedToService", "lambda.amazonaws.com")));
        return Stream.concat(Roles.making().stream(), own.stream()).toList();
    }
}
