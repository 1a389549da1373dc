package io.stockade.sandbox;

import io.stockade.sandbox.autoscaling.AutoScaling;
import io.stockade.sandbox.counterpart.Counterpart;
import io.stockade.sandbox.ec2.Ec2;
import io.stockade.sandbox.functions.Functions;
import io.stockade.sandbox.iam.Iam;
import io.stockade.sandbox.lambda.Lambda;
import io.stockade.sandbox.secrets.Secrets;
import io.stockade.sandbox.service.ClientToken;
import io.stockade.sandbox.service.Timetable;
import io.stockade.sandbox.ssm.Ssm;
import io.stockade.sandbox.sts.Sts;
import io.stockade.sandbox.world.Due;
import io.stockade.sandbox.world.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.AlreadyExistsException;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingException;
import software.amazon.awssdk.services.autoscaling.model.ResourceInUseException;
import software.amazon.awssdk.services.autoscaling.model.ScalingActivityInProgressException;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.CloudTrailException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.DeleteConflictException;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.LimitExceededException;
import software.amazon.awssdk.services.iam.model.MalformedPolicyDocumentException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.InvalidRequestContentException;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.PolicyLengthExceededException;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.ServiceException;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.SecretsManagerException;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.SsmException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.StsException;

/**
 * All services of the sandbox.
 *
 * @param timetable what they do by themselves
 */
record Services(
        AwsService ec2,
        AwsService autoScaling,
        AwsService iam,
        AwsService ssm,
        AwsService sts,
        AwsService lambda,
        AwsService secrets,
        AwsService cloudTrail,
        Timetable timetable) {

    /**
     * All of them, at the beginning.
     *
     * @param functions what is invoked
     * @param history of calls
     */
    static Services create(Supplier<Optional<String>> wrongAccount, Functions functions, EventHistory history) {
        Timetable timetable = new Timetable();
        return new Services(
                newEc2(timetable),
                newAutoScaling(timetable),
                newIam(),
                newSsm(),
                newSts(wrongAccount),
                newLambda(timetable, functions),
                newSecrets(timetable, functions),
                newCloudTrail(history),
                timetable);
    }

    /** The service behind a client of the SDK. */
    AwsService of(Class<?> client) {
        Map<Class<?>, AwsService> byClient = Map.of(
                Ec2Client.class, ec2,
                AutoScalingClient.class, autoScaling,
                IamClient.class, iam,
                SsmClient.class, ssm,
                StsClient.class, sts,
                LambdaClient.class, lambda,
                SecretsManagerClient.class, secrets,
                CloudTrailClient.class, cloudTrail);
        return Objects.requireNonNull(byClient.get(client), () -> "the sandbox has no " + client.getSimpleName());
    }

    /** What they keep. */
    static List<Table<?>> tables() {
        List<Table<?>> tables = new ArrayList<>(Ec2.tables());
        tables.addAll(AutoScaling.tables());
        tables.addAll(Iam.tables());
        tables.addAll(Lambda.tables());
        tables.addAll(Secrets.tables());
        tables.addAll(Counterpart.tables());
        tables.add(Due.TABLE);
        tables.add(ClientToken.TABLE);
        return tables;
    }

    private static AwsService newEc2(Timetable timetable) {
        return new AwsService(
                "ec2",
                Ec2.operations(timetable),
                "RequestLimitExceeded",
                503,
                "UnauthorizedOperation",
                Ec2Exception::builder,
                Map.of());
    }

    private static AwsService newAutoScaling(Timetable timetable) {
        return new AwsService(
                "autoscaling",
                AutoScaling.operations(timetable),
                "Throttling",
                400,
                "AccessDenied",
                AutoScalingException::builder,
                Map.of(
                        "AlreadyExists", AlreadyExistsException::builder,
                        "ResourceInUse", ResourceInUseException::builder,
                        "ScalingActivityInProgress", ScalingActivityInProgressException::builder));
    }

    private static AwsService newIam() {
        return new AwsService(
                "iam",
                Iam.operations(),
                "Throttling",
                400,
                "AccessDenied",
                IamException::builder,
                Map.of(
                        "NoSuchEntity", NoSuchEntityException::builder,
                        "EntityAlreadyExists", EntityAlreadyExistsException::builder,
                        "DeleteConflict", DeleteConflictException::builder,
                        "LimitExceeded", LimitExceededException::builder,
                        "MalformedPolicyDocument", MalformedPolicyDocumentException::builder));
    }

    private static AwsService newSsm() {
        return new AwsService(
                "ssm",
                Ssm.operations(),
                "Throttling",
                400,
                "AccessDenied",
                SsmException::builder,
                Map.of("ParameterNotFound", ParameterNotFoundException::builder));
    }

    private static AwsService newSts(Supplier<Optional<String>> wrongAccount) {
        return new AwsService(
                "sts",
                Sts.operations(wrongAccount),
                "Throttling",
                400,
                "AccessDenied",
                StsException::builder,
                Map.of());
    }

    private static AwsService newCloudTrail(EventHistory history) {
        return new AwsService(
                "cloudtrail",
                history.operations(),
                "ThrottlingException",
                400,
                "AccessDeniedException",
                CloudTrailException::builder,
                Map.of());
    }

    private static AwsService newLambda(Timetable timetable, Functions functions) {
        return new AwsService(
                "lambda",
                Lambda.operations(timetable, functions),
                "TooManyRequestsException",
                429,
                "AccessDeniedException",
                LambdaException::builder,
                Map.of(
                        "ResourceConflictException", ResourceConflictException::builder,
                        "ResourceNotFoundException", ResourceNotFoundException::builder,
                        "InvalidParameterValueException", InvalidParameterValueException::builder,
                        "TooManyRequestsException", TooManyRequestsException::builder,
                        "PolicyLengthExceededException", PolicyLengthExceededException::builder,
                        "InvalidRequestContentException", InvalidRequestContentException::builder,
                        "ServiceException", ServiceException::builder));
    }

    private static AwsService newSecrets(Timetable timetable, Functions functions) {
        return new AwsService(
                "secretsmanager",
                Secrets.operations(timetable, functions),
                "ThrottlingException",
                400,
                "AccessDeniedException",
                SecretsManagerException::builder,
                Secrets.exceptions());
    }
}
