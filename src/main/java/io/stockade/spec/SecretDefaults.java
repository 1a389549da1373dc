package io.stockade.spec;

import org.jspecify.annotations.Nullable;

/** Everything that a secret of a manifest may leave out, and what it then means. */
final class SecretDefaults {
    /** Characters of a generated value: AWS's own default, docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetRandomPassword.html. */
    static final int LENGTH = 32;

    /** What RDS takes in no password, and what breaks shells and connection strings; AWS's rotation functions say the same. */
    static final String DATABASE_EXCLUDE = "/@\"'\\";

    /** The longest that AWS takes: a deleted secret can be restored for as long as possible. */
    static final int RECOVERY_DAYS = 30;

    /** Of AWS's own rotation functions; a database takes its time to answer. */
    static final int TIMEOUT_SECONDS = 30;

    static final int MEMORY_MB = 128;

    private SecretDefaults() {}

    /** The number of days in a text such as {@code 30d}. */
    static int days(@Nullable String written) {
        return written == null ? RECOVERY_DAYS : Integer.parseInt(written.substring(0, written.length() - 1));
    }

    static SecretSpec fillIn(SecretSpec secret) {
        RotationSpec rotation = secret.rotation();
        return new SecretSpec(
                secret.name(),
                secret.description(),
                value(secret.value()),
                secret.kmsKey(),
                secret.replicas(),
                secret.recoveryWindowDays() + "d",
                secret.readers(),
                secret.writers(),
                rotation == null ? null : rotation(rotation));
    }

    private static SecretValueSpec value(SecretValueSpec value) {
        RandomValueSpec random = value.random();
        DatabaseValueSpec database = value.database();
        return new SecretValueSpec(
                random == null ? null : new RandomValueSpec(random.lengthOrDefault(), random.exclude()),
                database == null ? null : database(database),
                value.external());
    }

    private static DatabaseValueSpec database(DatabaseValueSpec database) {
        return new DatabaseValueSpec(
                database.engine(),
                database.host(),
                database.portOrDefault(),
                database.dbname(),
                database.username(),
                database.lengthOrDefault(),
                database.excludeOrDefault());
    }

    private static RotationSpec rotation(RotationSpec rotation) {
        RotationLambdaSpec lambda = rotation.lambda();
        return new RotationSpec(
                rotation.strategyOrDefault(),
                rotation.schedule(),
                rotation.every(),
                rotation.window(),
                rotation.hooks(),
                lambda == null || !lambda.deployed() ? lambda : deployed(lambda));
    }

    private static RotationLambdaSpec deployed(RotationLambdaSpec lambda) {
        return new RotationLambdaSpec(
                lambda.functionArn(),
                lambda.code(),
                lambda.tier(),
                lambda.runtime(),
                lambda.handler(),
                lambda.timeoutOrDefault(),
                lambda.memoryOrDefault());
    }
}
