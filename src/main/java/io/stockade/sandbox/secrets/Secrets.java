package io.stockade.sandbox.secrets;

import io.stockade.sandbox.functions.Functions;
import io.stockade.sandbox.service.Operations;
import io.stockade.sandbox.service.Timetable;
import io.stockade.sandbox.world.Table;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.secretsmanager.model.DecryptionFailureException;
import software.amazon.awssdk.services.secretsmanager.model.EncryptionFailureException;
import software.amazon.awssdk.services.secretsmanager.model.InternalServiceErrorException;
import software.amazon.awssdk.services.secretsmanager.model.InvalidNextTokenException;
import software.amazon.awssdk.services.secretsmanager.model.InvalidParameterException;
import software.amazon.awssdk.services.secretsmanager.model.InvalidRequestException;
import software.amazon.awssdk.services.secretsmanager.model.LimitExceededException;
import software.amazon.awssdk.services.secretsmanager.model.MalformedPolicyDocumentException;
import software.amazon.awssdk.services.secretsmanager.model.PreconditionNotMetException;
import software.amazon.awssdk.services.secretsmanager.model.PublicPolicyException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/** All of Secrets Manager that is here: what can be called, what is kept. */
public final class Secrets {
    private Secrets() {}

    /** What can be called. */
    public static Operations operations(Timetable timetable, Functions functions) {
        Operations operations = new Operations();
        RotationClock clock = new RotationClock(timetable, functions);
        Replicas.register(timetable);
        SecretOperations.register(operations, clock);
        VersionOperations.register(operations, clock);
        StageOperations.register(operations);
        ListOperations.register(operations);
        TagOperations.register(operations);
        DeletionOperations.register(operations, timetable);
        PolicyOperations.register(operations);
        ReplicaOperations.register(operations);
        RotationOperations.register(operations, clock);
        PasswordOperations.register(operations);
        return operations;
    }

    /** What is kept. */
    public static List<Table<?>> tables() {
        return List.of(StoredSecret.TABLE, StoredVersion.TABLE);
    }

    /** What is thrown for codes that have an exception of their own. */
    public static Map<String, Supplier<AwsServiceException.Builder>> exceptions() {
        return Map.ofEntries(
                Map.entry("ResourceNotFoundException", ResourceNotFoundException::builder),
                Map.entry("ResourceExistsException", ResourceExistsException::builder),
                Map.entry("InvalidRequestException", InvalidRequestException::builder),
                Map.entry("InvalidParameterException", InvalidParameterException::builder),
                Map.entry("InvalidNextTokenException", InvalidNextTokenException::builder),
                Map.entry("LimitExceededException", LimitExceededException::builder),
                Map.entry("MalformedPolicyDocumentException", MalformedPolicyDocumentException::builder),
                Map.entry("PublicPolicyException", PublicPolicyException::builder),
                Map.entry("PreconditionNotMetException", PreconditionNotMetException::builder),
                Map.entry("DecryptionFailure", DecryptionFailureException::builder),
                Map.entry("EncryptionFailure", EncryptionFailureException::builder),
                Map.entry("InternalServiceError", InternalServiceErrorException::builder));
    }
}
