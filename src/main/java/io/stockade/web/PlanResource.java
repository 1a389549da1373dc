package io.stockade.web;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;

/** What would be done, and, in a sandbox, what is done behind the product's back. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class PlanResource {
    private final Stacks stacks;

    PlanResource(Stacks stacks) {
        this.stacks = stacks;
    }

    @POST
    @Path("/plan")
    public PlanReply plan(byte[] manifest) {
        return stacks.plan(manifest);
    }

    /**
     * What to change behind the product's back.
     *
     * @param seed of {@code random}
     */
    public record Tampering(String stack, String what, long seed) {}

    @POST
    @Path("/sandbox/tamper")
    public Map<String, String> tamper(Tampering tampering) {
        return Map.of("done", stacks.tamper(tampering.stack(), tampering.what(), tampering.seed()));
    }
}
