package io.stockade.sandbox.iam;

import io.stockade.sandbox.service.AwsError;
import io.stockade.sandbox.service.Call;
import io.stockade.sandbox.service.Page;
import io.stockade.sandbox.world.Table;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.Role;

/** Roles as everything in IAM finds them: of an account, whatever region was asked. */
public final class Roles {
    static final Table<Role> TABLE = new Table<>("role", Role.class);

    private static final int PAGE_SIZE = 100;

    private Roles() {}

    /** A role of an account by its name. */
    public static Optional<Role> find(Call call, String name) {
        return global(call).find(TABLE, name);
    }

    /** Whether an account has an instance profile of that name. */
    public static boolean hasProfile(Call call, String name) {
        return InstanceProfileOperations.exists(global(call), name);
    }

    static Call global(Call call) {
        return call.in(call.scope().global());
    }

    static Role require(Call call, @Nullable String name) {
        call.touch(String.valueOf(name));
        return find(call, String.valueOf(name))
                .orElseThrow(() -> noSuchEntity("The role with name " + name + " cannot be found."));
    }

    static AwsError noSuchEntity(String message) {
        return new AwsError("NoSuchEntity", 404, message);
    }

    static AwsError alreadyExists(String message) {
        return new AwsError("EntityAlreadyExists", 409, message);
    }

    static AwsError deleteConflict(String message) {
        return new AwsError("DeleteConflict", 409, message);
    }

    /** A policy's text, which IAM reads as JSON and gives back URL-encoded (API reference, GetRolePolicy). */
    static String encoded(String document) {
        return URLEncoder.encode(document, StandardCharsets.UTF_8).replace("+", "%20");
    }

    static void checkDocument(@Nullable String document) {
        if (document == null
                || !document.strip().startsWith("{")
                || !document.strip().endsWith("}")) {
            throw new AwsError("MalformedPolicyDocument", 400, "Syntax errors in policy.");
        }
    }

    static void checkName(@Nullable String name) {
        if (name == null || !name.matches("[\\w+=,.@-]{1,128}")) {
            throw new AwsError(
                    "ValidationError",
                    400,
                    "The specified value for the name is invalid. It must contain only alphanumeric characters and/or"
                            + " the following: +=,.@_-");
        }
    }

    static String arn(Call call, String type, String path, String name) {
        return "arn:" + call.scope().partition() + ":iam::" + call.account() + ":" + type + path + name;
    }

    /** An id such as {@code AROA0123456789ABCDEF}. */
    static String newId(Call call, String prefix) {
        return prefix + call.hexadecimal(call.nextNumber()).toUpperCase(Locale.ROOT);
    }

    static String path(@Nullable String path) {
        String given = Objects.requireNonNullElse(path, "/");
        if (!given.startsWith("/") || !given.endsWith("/")) {
            throw new AwsError("ValidationError", 400, "A path must begin and end with /, got " + given);
        }
        return given;
    }

    static <T> Page<T> page(
            Call call,
            SortedMap<String, T> rows,
            Predicate<T> filter,
            @Nullable Integer size,
            @Nullable String marker) {
        return Page.of(
                call,
                rows,
                row -> Optional.of(row).filter(filter),
                Math.min(1000, Objects.requireNonNullElse(size, PAGE_SIZE)),
                marker);
    }
}
