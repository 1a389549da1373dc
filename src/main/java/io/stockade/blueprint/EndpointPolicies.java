package io.stockade.blueprint;

import io.stockade.graph.PolicyDocument;
import io.stockade.graph.Scope;

/** The policies of endpoints of which the manifest says none. */
final class EndpointPolicies {
    /** What AWS gives an endpoint whose service knows no policies, in AWS's words. */
    static final PolicyDocument FULL_ACCESS = PolicyDocument.parse("""
            {"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}]}
            """);

    private EndpointPolicies() {}

    /**
     * Only this account's principals, and only this account's resources: stolen credentials of another account can't
     * carry anything out through the endpoint. Through S3 also Amazon Linux 2023's own packages, which instances without
     * the internet could not install otherwise: docs.aws.amazon.com/linux/al2023/ug/ec2-al2023-networking.html.
     *
     * @param packages whether they come through this endpoint
     */
    static PolicyDocument sealed(Scope scope, boolean packages) {
        String account = """
                {
                  "Sid": "OwnAccount", "Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*",
                  "Condition": {
                    "StringEquals": {"aws:PrincipalAccount": "%1$s", "aws:ResourceAccount": "%1$s"}
                  }
                }
                """.formatted(scope.account());
        return PolicyDocument.parse("""
                {"Version": "2012-10-17", "Statement": [%s]}
                """.formatted(packages ? account + "," + packages(scope) : account));
    }

    static boolean hasPackages(String service) {
        return service.equals("s3");
    }

    private static String packages(Scope scope) {
        return """
                {
                  "Sid": "DistributionPackages", "Effect": "Allow", "Principal": "*", "Action": "s3:GetObject",
                  "Resource": "arn:%s:s3:::al2023-repos-%s-de612dc2/*"
                }
                """.formatted(scope.partition(), scope.region());
    }
}
