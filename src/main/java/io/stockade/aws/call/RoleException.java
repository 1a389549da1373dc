package io.stockade.aws.call;

import io.stockade.cloud.CloudException.Category;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The role of a stack could not be assumed, so the call that needed it was never made. The SDK asks for credentials in
 * the middle of a call, and passes this on as it is.
 */
public final class RoleException extends SdkClientException {
    private static final long serialVersionUID = 1L;

    private final Category category;
    private final String code;

    private RoleException(Category category, String code, String message, SdkException cause) {
        super(builder().message(message).cause(cause));
        this.category = category;
        this.code = code;
    }

    /**
     * A failure of STS to give out a session.
     *
     * @param asked what was asked for and what to check, for people
     * @param secret is never shown, though AWS may repeat it; empty for none
     */
    public static RoleException of(SdkException failure, String roleArn, String asked, String secret) {
        Category category = AwsErrors.category("AssumeRole", failure);
        String said = AwsErrors.cause(failure);
        String shown = secret.isEmpty() ? said : said.replace(secret, "...");
        String message = "role " + roleArn + " could not be assumed: " + shown + hint(category, asked);
        // That nothing came of the call is certain, whatever became of the question to STS.
        Category certain = category == Category.UNCERTAIN ? Category.DEPENDENCY : category;
        return new RoleException(certain, AwsErrors.code(failure), message, failure);
    }

    private static String hint(Category category, String asked) {
        return switch (category) {
            case DENIED, NOT_FOUND, INVALID, UNSUPPORTED -> " (" + asked + ")";
            case CREDENTIALS ->
                " (the credentials that assume the role are missing, expired, revoked or wrong: renew them)";
            case THROTTLED, UNCERTAIN, DEPENDENCY, ALREADY_EXISTS, QUOTA, TOKEN_MISMATCH -> "";
        };
    }

    Category category() {
        return category;
    }

    String code() {
        return code;
    }
}
