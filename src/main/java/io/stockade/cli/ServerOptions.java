package io.stockade.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which service a command asks. */
final class ServerOptions {
    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "The service to ask; STOCKADE_SERVER, or http://127.0.0.1:8080 when left out.")
    private @Nullable URI server;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "Holds the token of the service; STOCKADE_TOKEN when left out.")
    private @Nullable Path tokenFile;

    Api api(Map<String, String> environment) {
        String fallback = environment.getOrDefault("STOCKADE_SERVER", "http://127.0.0.1:8080");
        URI uri = server == null ? URI.create(fallback) : server;
        if (uri.getHost() == null || uri.getScheme() == null || !uri.getScheme().startsWith("http")) {
            throw new Failure("'" + uri + "' is no address of a service; expected one such as http://127.0.0.1:8080");
        }
        return new Api(uri, token(environment));
    }

    private @Nullable String token(Map<String, String> environment) {
        return tokenFile == null ? environment.get("STOCKADE_TOKEN") : read(tokenFile);
    }

    static String read(Path tokenFile) {
        try {
            return Files.readString(tokenFile).strip();
        } catch (IOException unreadable) {
            throw new Failure("the token file " + tokenFile + " can't be read: "
                    + unreadable.getClass().getSimpleName());
        }
    }
}
