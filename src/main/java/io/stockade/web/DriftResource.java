package io.stockade.web;

import io.stockade.reconcile.StackDetail;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;

/** The drifts of a stack over HTTP, and what people decide upon them. */
@Path("/api/v1/stacks/{namespace}/{name}/drifts")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class DriftResource {
    private final Stacks stacks;
    private final Replies replies;

    DriftResource(Stacks stacks, Replies replies) {
        this.stacks = stacks;
        this.replies = replies;
    }

    /** @param decision {@code Accept}, {@code Revert} or {@code IgnoreUntil TIME}, and why behind a semicolon */
    public record Choice(String decision) {}

    @GET
    public Response list(
            @PathParam("namespace") String namespace, @PathParam("name") String name, @Context Request request) {
        String stack = stacks.known(namespace, name).key();
        return replies.tagged(
                request, Items.of(stacks.detail(stack).orElse(StackDetail.NONE).drifts()));
    }

    /** CloudTrail is asked, by a call that is seldom allowed: not for lists. */
    @GET
    @Path("/{key}/who")
    public DriftReply who(
            @PathParam("namespace") String namespace, @PathParam("name") String name, @PathParam("key") String key) {
        return stacks.who(stacks.known(namespace, name).key(), key);
    }

    @PUT
    @Path("/{key}/decision")
    public DriftReply decide(
            @PathParam("namespace") String namespace,
            @PathParam("name") String name,
            @PathParam("key") String key,
            Choice choice) {
        return stacks.decide(stacks.known(namespace, name).key(), key, choice.decision());
    }

    @DELETE
    @Path("/{key}/decision")
    @Consumes(MediaType.WILDCARD)
    public DriftReply withdraw(
            @PathParam("namespace") String namespace, @PathParam("name") String name, @PathParam("key") String key) {
        return stacks.decide(stacks.known(namespace, name).key(), key, null);
    }
}
