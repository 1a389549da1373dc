package io.stockade.sandbox.lambda;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.FunctionCode;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeRequest;

/**
 * Where code comes from. There is no S3 here: whatever is named is there, and other names are other code.
 *
 * @param text bucket, key and version, or that it came with the request
 * @param sha256 as Lambda shows it, in Base64
 */
record FunctionSource(String text, String sha256) {
    static FunctionSource of(@Nullable FunctionCode code) {
        return code == null
                ? of(null, null, null, null)
                : of(code.s3Bucket(), code.s3Key(), code.s3ObjectVersion(), code.zipFile());
    }

    static FunctionSource of(UpdateFunctionCodeRequest request) {
        return of(request.s3Bucket(), request.s3Key(), request.s3ObjectVersion(), request.zipFile());
    }

    private static FunctionSource of(
            @Nullable String bucket, @Nullable String key, @Nullable String version, @Nullable SdkBytes zip) {
        if (zip != null) {
            return new FunctionSource("zip", sha256(zip.asByteArray()));
        }
        if (bucket == null || key == null) {
            throw DeployedFunctions.invalid("Please provide a source for function code.");
        }
        String text = "s3://" + bucket + "/" + key + (version == null ? "" : "?versionId=" + version);
        return new FunctionSource(text, sha256(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String sha256(byte[] content) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
