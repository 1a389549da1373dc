package io.stockade.sandbox.sts;

import io.stockade.sandbox.service.AwsError;
import io.stockade.sandbox.service.Call;
import io.stockade.sandbox.service.Operations;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** STS: an account's own name, and keys for roles of this or other accounts. */
public final class Sts {
    private static final Pattern ROLE = Pattern.compile("arn:[a-z-]+:iam::(\\d{12}):role/(?:.*/)?([^/]+)");

    private Sts() {}

    /**
     * What can be called.
     *
     * @param wrongAccount the account to name instead of the caller's, which is a fault
     */
    public static Operations operations(Supplier<Optional<String>> wrongAccount) {
        return new Operations()
                .add(GetCallerIdentityRequest.class, (call, request) -> identity(call, wrongAccount.get()))
                .add(AssumeRoleRequest.class, Sts::assume);
    }

    private static GetCallerIdentityResponse identity(Call call, Optional<String> wrongAccount) {
        String account = wrongAccount.orElse(call.account());
        return GetCallerIdentityResponse.builder()
                .account(account)
                .arn("arn:" + call.scope().partition() + ":sts::" + account + ":assumed-role/" + call.principal()
                        + "/session")
                .userId("AROA" + call.hexadecimal(call.principal().hashCode()).toUpperCase(Locale.ROOT) + ":session")
                .build();
    }

    /**
     * Keys that say in the first part which account they are for: {@code ASIA} and the account's digits. The role need
     * not have been made here, since whoever runs the other account would have made it.
     */
    private static AssumeRoleResponse assume(Call call, AssumeRoleRequest request) {
        Matcher role = ROLE.matcher(String.valueOf(request.roleArn()));
        if (!role.matches()) {
            throw AwsError.of("ValidationError", request.roleArn() + " is invalid");
        }
        String session = String.valueOf(request.roleSessionName());
        String id = "AROA" + call.hexadecimal(request.roleArn().hashCode()).toUpperCase(Locale.ROOT);
        call.touch(request.roleArn());
        Duration life = Duration.ofSeconds(Objects.requireNonNullElse(request.durationSeconds(), 3600));
        return AssumeRoleResponse.builder()
                .assumedRoleUser(user -> user.arn("arn:" + call.scope().partition() + ":sts::" + role.group(1)
                                + ":assumed-role/" + role.group(2) + "/" + session)
                        .assumedRoleId(id + ":" + session))
                .credentials(keys -> keys.accessKeyId("ASIA" + role.group(1))
                        .secretAccessKey("sandbox")
                        .sessionToken("sandbox")
                        .expiration(call.now().plus(life)))
                .build();
    }
}
