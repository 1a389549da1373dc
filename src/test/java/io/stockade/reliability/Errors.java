package io.stockade.reliability;

import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What the SDK throws when something goes wrong on the way, or in AWS. */
final class Errors {
    private Errors() {}

    static RuntimeException lost() {
        return SdkClientException.create("Unable to execute HTTP request: Read timed out");
    }

    static RuntimeException unsigned() {
        return SdkClientException.create("Unable to execute HTTP request: the signature expired");
    }

    static RuntimeException internal() {
        return error("InternalError", 500, "An internal error has occurred");
    }

    static RuntimeException throttled(AwsRequest request) {
        return ec2(request)
                ? error("RequestLimitExceeded", 503, "Request limit exceeded.")
                : error("ThrottlingException", 400, "Rate exceeded");
    }

    static RuntimeException denied(AwsRequest request) {
        return ec2(request)
                ? error("UnauthorizedOperation", 403, "You are not authorized to perform this operation.")
                : error("AccessDeniedException", 400, "User is not authorized to perform this action");
    }

    static RuntimeException expired() {
        return error("RequestExpired", 400, "Request has expired.");
    }

    private static boolean ec2(AwsRequest request) {
        return request.getClass().getPackageName().contains(".ec2.");
    }

    private static RuntimeException error(String code, int status, String message) {
        return AwsServiceException.builder()
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(message)
                        .build())
                .statusCode(status)
                .message(message)
                .requestId("fault")
                .build();
    }
}
