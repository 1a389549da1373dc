package io.stockade.aws.call;

import software.amazon.awssdk.awscore.AwsResponse;

/** What AWS's names of calls tell. */
final class Actions {
    private Actions() {}

    /** Which service an answer is of, as the SDK's packages have it: {@code services.ec2.model}. */
    static String service(AwsResponse answer) {
        String[] parts = answer.getClass().getPackageName().split("\\.");
        return parts[parts.length - 2];
    }

    /** Whether a call of this name changes nothing. */
    static boolean reading(String action) {
        return action.startsWith("Describe")
                || action.startsWith("Get")
                || action.startsWith("List")
                || action.startsWith("Lookup")
                || action.equals("ReceiveMessage");
    }
}
