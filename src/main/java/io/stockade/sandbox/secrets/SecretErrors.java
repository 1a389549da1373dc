package io.stockade.sandbox.secrets;

import io.stockade.sandbox.service.AwsError;

/** The refusals that Secrets Manager knows, each with its code. */
final class SecretErrors {
    private SecretErrors() {}

    static AwsError notFound() {
        return notFound("Secrets Manager can't find the specified secret.");
    }

    static AwsError notFound(String message) {
        return AwsError.of("ResourceNotFoundException", message);
    }

    static AwsError exists(String message) {
        return AwsError.of("ResourceExistsException", message);
    }

    /** What does not go in the state in which the secret is. */
    static AwsError invalidRequest(String message) {
        return AwsError.of("InvalidRequestException", message);
    }

    static AwsError invalidParameter(String message) {
        return AwsError.of("InvalidParameterException", message);
    }

    static AwsError limitExceeded(String message) {
        return AwsError.of("LimitExceededException", message);
    }
}
