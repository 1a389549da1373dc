package io.stockade.web;

import io.stockade.history.HistoryEntry;
import io.stockade.reconcile.StackDetail;
import io.stockade.reconcile.StackEvent;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** The stacks over HTTP. */
@Path("/api/v1/stacks")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class StackResource {
    private final Stacks stacks;
    private final Replies replies;

    StackResource(Stacks stacks, Replies replies) {
        this.stacks = stacks;
        this.replies = replies;
    }

    @GET
    public Response list(@Context Request request) {
        return replies.tagged(request, stacks.list());
    }

    @GET
    @Path("/{namespace}/{name}")
    public Response find(
            @PathParam("namespace") String namespace, @PathParam("name") String name, @Context Request request) {
        return replies.tagged(request, stacks.known(namespace, name));
    }

    @GET
    @Path("/{namespace}/{name}/resources")
    public Response resources(
            @PathParam("namespace") String namespace, @PathParam("name") String name, @Context Request request) {
        String key = stacks.known(namespace, name).key();
        return replies.tagged(
                request, Items.of(stacks.detail(key).orElse(StackDetail.NONE).resources()));
    }

    @GET
    @Path("/{namespace}/{name}/secrets")
    public Response secrets(
            @PathParam("namespace") String namespace, @PathParam("name") String name, @Context Request request) {
        String key = stacks.known(namespace, name).key();
        return replies.tagged(
                request, Items.of(stacks.detail(key).orElse(StackDetail.NONE).secrets()));
    }

    @GET
    @Path("/{namespace}/{name}/events")
    public Response events(
            @PathParam("namespace") String namespace, @PathParam("name") String name, @Context Request request) {
        List<StackEvent> events = stacks.events(namespace + "/" + name);
        // Those of a stack that is gone tell how it ended.
        return replies.tagged(
                request,
                Items.of(
                        events.isEmpty()
                                ? stacks.events(stacks.known(namespace, name).key())
                                : events));
    }

    @GET
    @Path("/{namespace}/{name}/changes")
    public Response changes(
            @PathParam("namespace") String namespace, @PathParam("name") String name, @Context Request request) {
        List<HistoryEntry> changes = stacks.changes(namespace + "/" + name);
        return replies.tagged(
                request,
                Items.of(
                        changes.isEmpty()
                                ? stacks.changes(stacks.known(namespace, name).key())
                                : changes));
    }

    /** The name in the path must be the one in the manifest: a slip must not overwrite another stack. */
    @PUT
    @Path("/{namespace}/{name}")
    public StackObject apply(
            @PathParam("namespace") String namespace, @PathParam("name") String name, byte[] manifest) {
        String named = replies.keyOf(manifest);
        if (!named.equals(namespace + "/" + name)) {
            throw new Refusal(400, "the manifest is of stack " + named + ", not " + namespace + "/" + name);
        }
        return stacks.apply(manifest);
    }

    /** @param plan the id of the plan that may be carried out */
    public record Approval(String plan) {}

    @POST
    @Path("/{namespace}/{name}/approve")
    public StackObject approve(
            @PathParam("namespace") String namespace, @PathParam("name") String name, Approval approval) {
        return stacks.approve(stacks.known(namespace, name).key(), approval.plan());
    }

    @POST
    @Path("/{namespace}/{name}/reconcile")
    public StackObject reconcile(@PathParam("namespace") String namespace, @PathParam("name") String name) {
        return stacks.reconcile(stacks.known(namespace, name).key());
    }

    @POST
    @Path("/{namespace}/{name}/secrets/{secret}/rotate")
    public RotationRequest rotate(
            @PathParam("namespace") String namespace,
            @PathParam("name") String name,
            @PathParam("secret") String secret) {
        return stacks.rotate(stacks.known(namespace, name).key(), secret);
    }

    @DELETE
    @Path("/{namespace}/{name}")
    @Consumes(MediaType.WILDCARD)
    public StackObject delete(@PathParam("namespace") String namespace, @PathParam("name") String name) {
        return stacks.delete(stacks.known(namespace, name).key());
    }
}
