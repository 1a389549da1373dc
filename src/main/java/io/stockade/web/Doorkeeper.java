package io.stockade.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;

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
                request.method().name(),
                request.getHeader("Host"),
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
}
