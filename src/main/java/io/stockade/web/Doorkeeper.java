package io.stockade.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks the door about every request, those for health and metrics included, before anything else sees it. */
@ApplicationScoped
class Doorkeeper {
    private static final int FIRST = 1000;

    private final Door door;

    Doorkeeper(Door door) {
        this.door = door;
    }

    void register(@Observes Filters filters) {
        filters.register(this::open, FIRST);
    }

    private void open(RoutingContext context) {
        HttpServerRequest request = context.request();
        Optional<Refusal> refusal = door.refusal(new Door.Knock(
                local(request.connection().remoteAddress()),
                request.method().name(),
                request.path(),
                host(request),
                request.getHeader("Origin"),
                request.getHeader("Content-Type"),
                request.getHeader("Authorization")));
        if (refusal.isEmpty()) {
            context.next();
            return;
        }
        context.response()
                .setStatusCode(refusal.get().status())
                .putHeader("Content-Type", "application/json")
                .end(new JsonObject().put("message", refusal.get().getMessage()).encode());
    }

    /** By the connection's own address: what headers say of it anybody can write. */
    static boolean local(SocketAddress peer) {
        try {
            String address = peer.hostAddress();
            return address != null && InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException noAddress) {
            return false;
        }
    }

    /** HTTP/2 has a pseudo header in its place. */
    private static @Nullable String host(HttpServerRequest request) {
        String header = request.getHeader("Host");
        HostAndPort authority = request.authority();
        return header == null && authority != null ? authority.toString() : header;
    }
}
