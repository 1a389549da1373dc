package io.stockade.web;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** The calls to AWS over HTTP. */
@Path("/api/v1/calls")
@Produces(MediaType.APPLICATION_JSON)
public class CallResource {
    private final Stacks stacks;

    CallResource(Stacks stacks) {
        this.stacks = stacks;
    }

    /** @param stack whose; all of them when left out */
    @GET
    public CallReport calls(@QueryParam("stack") @Nullable String stack) {
        if (stack != null && stacks.find(stack).isEmpty()) {
            throw new Refusal(404, "there is no stack " + stack + "; 'stockade get' lists what there is");
        }
        return stacks.calls(stack);
    }
}
