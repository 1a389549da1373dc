package io.stockade.aws.call;

import io.stockade.cloud.CloudException;
import io.stockade.cloud.CloudException.Category;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * What each of AWS's errors means: the one place that knows codes. The codes are those of
 * docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html and of the services' API references.
 */
final class AwsErrors {
    private static final int LONGEST_CAUSE = 400;

    private static final Map<Category, Set<String>> CODES = Map.of(
            Category.THROTTLED,
                    Set.of(
                            "RequestLimitExceeded",
                            "Throttling",
                            "ThrottlingException",
                            "ThrottledException",
                            "RequestThrottled",
                            "RequestThrottledException",
                            "TooManyRequestsException",
                            "EC2ThrottledException",
                            "SlowDown",
                            "BandwidthLimitExceeded",
                            "PriorRequestNotComplete"),
            Category.DENIED,
                    Set.of(
                            "UnauthorizedOperation",
                            "AccessDenied",
                            "AccessDeniedException",
                            "KMSAccessDeniedException",
                            "NotAuthorized"),
            Category.CREDENTIALS,
                    Set.of(
                            "AuthFailure",
                            "ExpiredToken",
                            "ExpiredTokenException",
                            "InvalidClientTokenId",
                            "UnrecognizedClientException",
                            "SignatureDoesNotMatch",
                            "IncompleteSignature",
                            "MissingAuthenticationToken",
                            "RequestExpired",
                            "InvalidAccessKeyId",
                            "InvalidToken",
                            "OptInRequired",
                            "PendingVerification",
                            "Blocked"),
            Category.ALREADY_EXISTS,
                    Set.of(
                            "RouteAlreadyExists",
                            "InvalidGroup.Duplicate",
                            "InvalidPermission.Duplicate",
                            "InvalidSubnet.Conflict",
                            "Resource.AlreadyAssociated",
                            "AlreadyExists",
                            "AlreadyExistsFault",
                            "EntityAlreadyExists",
                            "ResourceExistsException",
                            "InvalidLaunchTemplateName.AlreadyExistsException"),
            Category.DEPENDENCY,
                    Set.of(
                            "DependencyViolation",
                            "DeleteConflict",
                            "IncorrectState",
                            "InvalidState",
                            "InvalidIPAddress.InUse",
                            "InvalidAddress.Locked",
                            "InvalidNetworkInterface.InUse",
                            "InvalidGroup.InUse",
                            "OperationNotPermitted",
                            "ResourceInUse",
                            "ResourceInUseFault",
                            "ScalingActivityInProgress",
                            "ScalingActivityInProgressFault",
                            "ResourceContention",
                            "ResourceContentionFault",
                            "ConcurrentModification",
                            "ConcurrentModificationException",
                            // Of a name, for a minute.
                            "AWS.SimpleQueueService.QueueDeletedRecently",
                            "QueueDeletedRecently",
                            "ConcurrentTagAccess",
                            "EntityTemporarilyUnmodifiable",
                            "InsufficientInstanceCapacity",
                            "InsufficientAddressCapacity",
                            "InsufficientFreeAddressesInSubnet",
                            "ResourceConflictException",
                            "SubnetIPAddressLimitReachedException",
                            "ENILimitReachedException",
                            "ResourceNotReadyException",
                            "PreconditionNotMetException",
                            // A key can be enabled again.
                            "EncryptionFailure",
                            "DecryptionFailure",
                            "KMSDisabledException",
                            "KMSInvalidStateException",
                            "KMSNotFoundException",
                            "RouteTableNotReady"),
            Category.TOKEN_MISMATCH,
                    Set.of("IdempotentParameterMismatch", "IdempotentParameterMismatchException", "InvalidClientToken"),
            Category.NOT_FOUND,
                    Set.of(
                            "NoSuchEntity",
                            "Gateway.NotAttached",
                            // SQS has the first from before it spoke JSON.
                            "AWS.SimpleQueueService.NonExistentQueue",
                            "QueueDoesNotExist"),
            Category.UNSUPPORTED, Set.of("UnsupportedOperation", "InvalidAction", "NotImplemented"),
            Category.UNCERTAIN, Set.of("InternalError", "InternalFailure", "ServiceUnavailable", "Unavailable"),
            Category.QUOTA,
                    Set.of(
                            "LimitExceeded",
                            "LimitExceededFault",
                            "CodeStorageExceededException",
                            "PolicyLengthExceededException"));

    /** Codes that mean anything at all, where only the message tells that there is nothing wrong with the request. */
    private static final List<Said> SAID = List.of(
            // What DeleteNetworkInterface says of an interface that an instance still holds.
            new Said("InvalidParameterValue", "currently in use", Category.DEPENDENCY),
            new Said("InvalidParameterValue", "There is no route defined for", Category.NOT_FOUND),
            // An endpoint that AWS is still deleting keeps its private names until it is gone.
            new Said("InvalidParameter", "already a conflicting DNS domain", Category.DEPENDENCY),
            new Said("InvalidParameter", "requires both enableDnsSupport and enableDnsHostnames", Category.DEPENDENCY),
            // Lambda's names and statements; the same code with other words is a function that is being changed.
            new Said("ResourceConflictException", "already exist", Category.ALREADY_EXISTS),
            // What IAM and EC2 have, and Lambda does not see yet.
            new Said("InvalidParameterValueException", "cannot be assumed by Lambda", Category.DEPENDENCY),
            new Said("InvalidParameterValueException", "does not have permissions to call", Category.DEPENDENCY),
            new Said("InvalidParameterValueException", "EC2 Error Code: Invalid", Category.DEPENDENCY),
            // A secret keeps its name for as long as it can be restored.
            new Said("InvalidRequestException", "already scheduled for deletion", Category.ALREADY_EXISTS),
            new Said("InvalidRequestException", "marked for deletion", Category.DEPENDENCY),
            new Said("InvalidRequestException", "marked deleted", Category.DEPENDENCY),
            new Said("InvalidRequestException", "previous rotation isn't complete", Category.DEPENDENCY),
            // The function, or its policy, was made a moment ago and is not seen everywhere; or is not there.
            new Said("AccessDeniedException", "cannot invoke the specified Lambda function", Category.DEPENDENCY),
            new Said("ResourceNotFoundException", "Lambda function", Category.DEPENDENCY));

    private record Said(String code, String part, Category category) {}

    private AwsErrors() {}

    /** What follows from a failure. */
    static Category category(String action, RuntimeException failure) {
        if (failure instanceof UnsupportedOperationException) {
            return Category.UNSUPPORTED;
        }
        if (failure instanceof RoleException role) {
            return role.category();
        }
        return failure instanceof AwsServiceException refused ? ofRefusal(action, refused) : clientSide(failure);
    }

    /** The failure in our terms, with a message that a person can act on. */
    static CloudException translated(
            Category category, String action, String what, RuntimeException failure, @Nullable Duration retryAfter) {
        String code = code(failure);
        String message = action + " " + what + ": " + told(category, action, failure);
        CloudException translated = new CloudException(category, action, code, message, retryAfter);
        translated.initCause(failure);
        return translated;
    }

    private static String told(Category category, String action, RuntimeException failure) {
        if (!(failure instanceof AwsServiceException refused)) {
            return cause(failure) + hint(category, failure);
        }
        Optional<String> key = KeyTrouble.remedy(code(refused), message(refused));
        if (key.isPresent()) {
            return cause(refused) + " (" + key.get() + ")";
        }
        return category == Category.DENIED
                ? Denial.told(code(refused), message(refused), service(refused), action)
                : cause(refused) + hint(category, refused);
    }

    /**
     * The failure in our terms, without a word of AWS's or the SDK's and without what it was: either may hold what was
     * sent or answered.
     */
    static CloudException unquoted(
            Category category, Calls.Asked asked, RuntimeException failure, @Nullable Duration retryAfter) {
        String code = code(failure);
        String message = failure instanceof AwsServiceException refused ? message(refused) : "";
        String remedy = KeyTrouble.remedy(code, message).orElseGet(() -> switch (category) {
            case NOT_FOUND -> "AWS does not find it";
            case ALREADY_EXISTS -> "it is there already";
            case DEPENDENCY -> "AWS can't do that now; it is tried again";
            case THROTTLED -> "there were too many calls";
            case DENIED -> Denial.unquoted(asked.service(), asked.action());
            case CREDENTIALS -> "the credentials are expired, revoked or wrong: renew them";
            case QUOTA -> "a limit of the account is reached";
            case INVALID -> "AWS does not take it";
            case TOKEN_MISMATCH -> "its version is there with another content";
            case UNCERTAIN -> "it may have happened or not";
            case UNSUPPORTED -> "this cloud can't do that";
        });
        String told = code.isEmpty() ? remedy : code + ": " + remedy;
        return new CloudException(
                category, asked.action(), code, asked.action() + " " + asked.what() + ": " + told, retryAfter);
    }

    private static Category ofRefusal(String action, AwsServiceException refused) {
        String code = code(refused);
        if (code.equals("ValidationError")) {
            return ofValidation(action, message(refused));
        }
        if (code.equals("AuthFailure") && (action.equals("DisassociateAddress") || action.equals("ReleaseAddress"))) {
            // AWS's way to say that a NAT gateway still holds the address; credentials have nothing to do with it.
            return Category.DEPENDENCY;
        }
        Category category = SAID.stream()
                .filter(said -> code.equals(said.code) && message(refused).contains(said.part))
                .map(Said::category)
                .findFirst()
                .orElseGet(() -> byCode(code, refused.statusCode()));
        if (category == Category.ALREADY_EXISTS && action.equals("CreateNatGateway")) {
            // Not the gateway is there already, but something else still has its address.
            return Category.DEPENDENCY;
        }
        if (category == Category.ALREADY_EXISTS && action.equals("PutSecretValue")) {
            // Its token is the name of the version that is there.
            return Category.TOKEN_MISMATCH;
        }
        // What a creation does not find is not itself but what it needs, which AWS may show only a little later.
        return category == Category.NOT_FOUND && creates(action) ? Category.DEPENDENCY : category;
    }

    /** Auto Scaling has one code for everything that is wrong with a request. */
    private static Category ofValidation(String action, String message) {
        String text = message.toLowerCase(Locale.ROOT);
        // A profile that was just made is "invalid" to other services for some seconds.
        boolean missing = text.contains("not found")
                || text.contains("does not exist")
                || text.contains("iaminstanceprofile")
                || text.contains("iam instance profile");
        if (!missing) {
            return Category.INVALID;
        }
        return creates(action) ? Category.DEPENDENCY : Category.NOT_FOUND;
    }

    private static Category byCode(String code, int status) {
        Optional<Category> known = CODES.entrySet().stream()
                .filter(entry -> entry.getValue().contains(code))
                .map(Map.Entry::getKey)
                .findFirst();
        if (known.isPresent()) {
            return known.get();
        }
        if (code.contains("NotFound")) {
            return Category.NOT_FOUND;
        }
        if (code.endsWith("LimitExceeded") || code.endsWith("LimitExceededException")) {
            return Category.QUOTA;
        }
        return byStatus(status);
    }

    private static Category byStatus(int status) {
        if (status == 429) {
            return Category.THROTTLED;
        }
        if (status == 501) {
            return Category.UNSUPPORTED;
        }
        return status >= 500 ? Category.UNCERTAIN : Category.INVALID;
    }

    /** The SDK gave up without an answer. Unless it never had credentials, the call may have arrived. */
    private static Category clientSide(RuntimeException failure) {
        String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        return message.contains("unable to load credentials") ? Category.CREDENTIALS : Category.UNCERTAIN;
    }

    private static boolean creates(String action) {
        return action.startsWith("Create")
                || action.startsWith("Attach")
                || action.startsWith("Associate")
                || action.startsWith("Authorize")
                || action.startsWith("Add");
    }

    /** What AWS, or the SDK, says of a failure. */
    static String cause(RuntimeException failure) {
        if (failure instanceof AwsServiceException refused) {
            return shortened(code(refused) + ": " + message(refused));
        }
        if (failure instanceof RoleException role) {
            return String.valueOf(role.getMessage());
        }
        return shortened(String.valueOf(failure.getMessage()));
    }

    private static String hint(Category category, RuntimeException failure) {
        if (failure instanceof RoleException) {
            return "";
        }
        if (!(failure instanceof AwsServiceException)) {
            return category == Category.UNCERTAIN ? " (it may have happened or not)" : "";
        }
        if (category == Category.CREDENTIALS) {
            return " (the credentials are expired, revoked or wrong: renew them)";
        }
        return "";
    }

    private static String service(AwsServiceException refused) {
        AwsErrorDetails details = refused.awsErrorDetails();
        String name = details == null || details.serviceName() == null ? "Ec2" : details.serviceName();
        return name.toLowerCase(Locale.ROOT).replace(" ", "");
    }

    /** AWS's error code; empty if AWS gave none. */
    static String code(RuntimeException failure) {
        if (failure instanceof RoleException role) {
            return role.code();
        }
        return failure instanceof AwsServiceException refused ? code(refused) : "";
    }

    private static String code(AwsServiceException refused) {
        AwsErrorDetails details = refused.awsErrorDetails();
        return details == null || details.errorCode() == null ? "" : details.errorCode();
    }

    private static String message(AwsServiceException refused) {
        AwsErrorDetails details = refused.awsErrorDetails();
        String said = details == null ? null : details.errorMessage();
        return said == null ? String.valueOf(refused.getMessage()) : said;
    }

    private static String shortened(String text) {
        return text.length() > LONGEST_CAUSE ? text.substring(0, LONGEST_CAUSE) + "..." : text;
    }
}
