package io.stockade.aws.secretsmanager;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.stockade.cloud.SecretStore.StepAnswer;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;

/**
 * Why a function failed, as far as its answer lets be told: by words that AWS, drivers of databases and AWS's own rotation
 * functions use. What it answered goes no further than here.
 */
final class StepFailures {
    private static final JsonMapper JSON = new JsonMapper();

    /** PostgreSQL, MySQL and MariaDB, Oracle, SQL Server, MongoDB, Redis; last AWS's functions, whatever the engine. */
    private static final List<String> REFUSED = List.of(
            "password authentication failed",
            "no pg_hba.conf entry",
            "28p01",
            "access denied for user",
            "er_access_denied_error",
            "ora-01017",
            "ora-28000",
            "ora-28001",
            "login failed for user",
            "authentication failed",
            "wrongpass",
            "noauth",
            "unable to log into database");

    /** Lambda itself; then what the libraries of Python, Node, Java and the databases say of a network. */
    private static final List<String> UNREACHED = List.of(
            "sandbox.timedout",
            "task timed out",
            "timed out",
            "timeout",
            "etimedout",
            "econnrefused",
            "econnreset",
            "ehostunreach",
            "getaddrinfo",
            "connection refused",
            "connection reset",
            "connection error",
            "could not connect",
            "can't connect",
            "could not translate host name",
            "name or service not known",
            "temporary failure in name resolution",
            "no route to host",
            "network is unreachable",
            "endpointconnectionerror",
            "unknownhostexception",
            "server closed the connection unexpectedly",
            "communications link failure",
            "adaptive server is unavailable",
            "ora-12170",
            "ora-12541",
            "ora-12543",
            "dpy-6005");

    private StepFailures() {}

    /** Refused logins first: a driver that was answered says to where it had connected too. */
    static StepAnswer of(@Nullable SdkBytes payload) {
        String said = said(payload).toLowerCase(Locale.ROOT);
        if (REFUSED.stream().anyMatch(said::contains)) {
            return StepAnswer.LOGIN_REFUSED;
        }
        return UNREACHED.stream().anyMatch(said::contains) ? StepAnswer.UNREACHABLE : StepAnswer.FAILED;
    }

    private static String said(@Nullable SdkBytes payload) {
        if (payload == null) {
            return "";
        }
        try {
            JsonNode error = JSON.readTree(payload.asByteArrayUnsafe());
            return error.path("errorType").asText() + " "
                    + error.path("errorMessage").asText();
        } catch (IOException unreadable) {
            return "";
        }
    }
}
