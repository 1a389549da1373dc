package io.stockade.aws.policy;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What differs from account to account. The files have these names in braces in its place.
 *
 * @param partition {@code aws}, {@code aws-cn} or {@code aws-us-gov}
 * @param account its twelve digits
 * @param installation whose things the policy is about
 * @param path of the roles and profiles that are made, with a slash at both ends
 */
public record Placeholders(String partition, String account, String installation, String path) {
    static final String INSTALLATION = "{installation}";
    private static final String PARTITION = "{partition}";
    private static final String ACCOUNT = "{account}";
    private static final String PATH = "{path}";
    /** What has a meaning in JSON, or as a wildcard or a variable of IAM, would give rights that nobody meant. */
    private static final Pattern PLAIN = Pattern.compile("[\\w+=,.@:/ -]+");

    public Placeholders {
        for (String value : List.of(partition, account, installation, path)) {
            if (!PLAIN.matcher(value).matches()) {
                throw new IllegalArgumentException("'" + value + "' can't stand in a policy");
            }
        }
    }

    /** The text with everything filled in. */
    public String fill(String text) {
        return text.replace(PARTITION, partition)
                .replace(ACCOUNT, account)
                .replace(INSTALLATION, installation)
                .replace(PATH, path);
    }

    /** Things of EC2 of these types, such as {@code vpc}, in every region. */
    static String[] ec2(String... types) {
        String[] arns = new String[types.length];
        for (int index = 0; index < types.length; index++) {
            arns[index] = arn("ec2:*:" + ACCOUNT, types[index] + "/*");
        }
        return arns;
    }

    /** Something of the account, or of AWS where the account is left out. */
    static String arn(String where, String what) {
        return "arn:" + PARTITION + ":" + where + ":" + what;
    }

    /** Everything of a type of IAM, such as {@code role}, whose name is one of ours. */
    static String named(String type) {
        return arn("iam::" + ACCOUNT, type + PATH + "stockade-*");
    }

    /** The same wherever it lies. */
    static String namedAnywhere(String type) {
        return arn("iam::" + ACCOUNT, type + "/*stockade-*");
    }

    static String anyRole() {
        return arn("iam::" + ACCOUNT, "role/*");
    }

    /** Functions whose name is one of ours. */
    static String functions() {
        return arn("lambda:*:" + ACCOUNT, "function:stockade-*");
    }

    static String autoScalingGroups() {
        return arn("autoscaling:*:" + ACCOUNT, "autoScalingGroup:*:autoScalingGroupName/stockade-*");
    }
}
