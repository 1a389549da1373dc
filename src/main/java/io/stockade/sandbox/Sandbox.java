package io.stockade.sandbox;

import io.stockade.sandbox.service.Timetable;
import io.stockade.sandbox.settings.SandboxSettings;
import io.stockade.sandbox.time.SandboxTime;
import io.stockade.sandbox.world.Scope;
import io.stockade.sandbox.world.World;
import io.stockade.sandbox.world.WorldStore;
import software.amazon.awssdk.services.ec2.Ec2Client;

/**
 * An AWS that lives in this process. All accounts and regions are there; its clients are the SDK's own interfaces and
 * may be used from any thread.
 */
public final class Sandbox {
    /** Who calls, unless {@link #as} says otherwise. */
    public static final String PRINCIPAL = "stockade";

    private final Gate gate;
    private final Services services;
    private final String principal;

    /** Opens the world that the store holds; an empty store is an empty world. */
    public Sandbox(SandboxTime time, SandboxSettings settings, WorldStore store) {
        Timetable timetable = new Timetable();
        this.services = new Services(timetable);
        this.gate = new Gate(new World(store, services.tables()), time, settings, timetable);
        this.principal = PRINCIPAL;
    }

    private Sandbox(Gate gate, Services services, String principal) {
        this.gate = gate;
        this.services = services;
        this.principal = principal;
    }

    public Ec2Client ec2(String account, String region) {
        return ServiceClient.create(Ec2Client.class, gate, principal, new Scope(account, region), services.ec2());
    }

    /** The same world, called by somebody else: a person at the console, another program. */
    public Sandbox as(String otherPrincipal) {
        return new Sandbox(gate, services, otherPrincipal);
    }

    public Journal journal() {
        return gate.journal();
    }

    public Faults faults() {
        return gate.faults();
    }

    public SandboxTime time() {
        return gate.time();
    }
}
