package io.stockade.sandbox;

import io.stockade.sandbox.service.AwsError;
import io.stockade.sandbox.service.Operations;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * One service: what it can do, and how it says no.
 *
 * @param name as in endpoints and the journal
 * @param throttled its error code for too many calls
 * @param throttledStatus the HTTP status with that
 * @param denied its error code for what the caller may not do
 * @param exception what it throws for a code that has no exception of its own
 * @param exceptions what it throws for those that have
 */
record AwsService(
        String name,
        Operations operations,
        String throttled,
        int throttledStatus,
        String denied,
        Supplier<AwsServiceException.Builder> exception,
        Map<String, Supplier<AwsServiceException.Builder>> exceptions) {

    AwsError throttlingError() {
        return new AwsError(
                throttled, throttledStatus, name.equals("ec2") ? "Request limit exceeded." : "Rate exceeded");
    }

    AwsError deniedError(String action) {
        return new AwsError(
                denied,
                403,
                name.equals("ec2")
                        ? "You are not authorized to perform this operation."
                        : "User is not authorized to perform: " + name + ":" + action);
    }

    /** The exception that the SDK would throw for this answer. */
    AwsServiceException exception(AwsError error, String requestId) {
        return exceptions
                .getOrDefault(error.code(), exception)
                .get()
                .message(error.getMessage())
                .statusCode(error.status())
                .requestId(requestId)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(error.code())
                        .errorMessage(error.getMessage())
                        .serviceName(name)
                        .build())
                .build();
    }
}
