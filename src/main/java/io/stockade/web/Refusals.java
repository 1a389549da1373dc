package io.stockade.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Says what went wrong, always as JSON with a message and never with a stack trace. */
class Refusals {
    private static final System.Logger LOG = System.getLogger(Refusals.class.getName());

    @ServerExceptionMapper
    Response refused(Refusal refusal) {
        return answer(refusal.status(), String.valueOf(refusal.getMessage()));
    }

    @ServerExceptionMapper
    Response misunderstood(JsonProcessingException broken) {
        return answer(400, "the body is not what was expected: " + broken.getOriginalMessage());
    }

    @ServerExceptionMapper
    Response standard(WebApplicationException refused) {
        int status = refused.getResponse().getStatus();
        return answer(status, status == 404 ? "there is nothing at this path" : firstLine(refused));
    }

    @ServerExceptionMapper
    Response failed(RuntimeException failure) {
        LOG.log(System.Logger.Level.ERROR, "a request failed", failure);
        return answer(500, "the service failed at this: " + firstLine(failure) + "; its log says more");
    }

    static String firstLine(Exception failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }

    private static Response answer(int status, String message) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON)
                .entity(Map.of("message", message))
                .build();
    }
}
