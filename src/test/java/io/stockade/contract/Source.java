package io.stockade.contract;

/** AWS's own pages. */
final class Source {
    private static final String HOME = "https://docs.aws.amazon.com/";

    static final String EC2_ERRORS = HOME + "AWSEC2/latest/APIReference/errors-overview.html";
    static final String EC2_THROTTLING = HOME + "ec2/latest/devguide/ec2-api-throttling.html";
    static final String EC2_TOKENS = HOME + "ec2/latest/devguide/ec2-api-idempotency.html";
    static final String EC2_CONSISTENCY = HOME + "ec2/latest/devguide/eventual-consistency.html";
    static final String VPC_QUOTAS = vpc("amazon-vpc-limits");
    static final String PARTITIONS = HOME + "IAM/latest/UserGuide/reference-arns.html";

    private Source() {}

    static String ec2(String action) {
        return HOME + "AWSEC2/latest/APIReference/API_" + action + ".html";
    }

    static String autoScaling(String action) {
        return HOME + "autoscaling/ec2/APIReference/API_" + action + ".html";
    }

    static String iam(String action) {
        return HOME + "IAM/latest/APIReference/API_" + action + ".html";
    }

    static String lambda(String action) {
        return HOME + "lambda/latest/api/API_" + action + ".html";
    }

    /** A page of Lambda's developer guide. */
    static String lambdaGuide(String page) {
        return HOME + "lambda/latest/dg/" + page + ".html";
    }

    /** A page of IAM's user guide. */
    static String iamGuide(String page) {
        return HOME + "IAM/latest/UserGuide/" + page + ".html";
    }

    static String sts(String action) {
        return HOME + "STS/latest/APIReference/API_" + action + ".html";
    }

    static String secrets(String action) {
        return HOME + "secretsmanager/latest/apireference/API_" + action + ".html";
    }

    /** A page of Secrets Manager's user guide. */
    static String secretsGuide(String page) {
        return HOME + "secretsmanager/latest/userguide/" + page + ".html";
    }

    /** A page of the VPC user guide. */
    static String vpc(String page) {
        return HOME + "vpc/latest/userguide/" + page + ".html";
    }

    /** A page of the PrivateLink guide. */
    static String privateLink(String page) {
        return HOME + "vpc/latest/privatelink/" + page + ".html";
    }

    /** A page of EC2's user guide. */
    static String guide(String page) {
        return HOME + "AWSEC2/latest/UserGuide/" + page + ".html";
    }

    /** A page of the Auto Scaling user guide. */
    static String scalingGuide(String page) {
        return HOME + "autoscaling/ec2/userguide/" + page + ".html";
    }
}
