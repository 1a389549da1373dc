package io.stockade.sandbox;

import io.stockade.sandbox.counterpart.Counterpart;
import io.stockade.sandbox.functions.FunctionBehaviours;
import io.stockade.sandbox.functions.Functions;
import io.stockade.sandbox.lambda.Lambda;
import io.stockade.sandbox.service.Call;
import io.stockade.sandbox.settings.SandboxSettings;
import io.stockade.sandbox.time.SandboxTime;
import io.stockade.sandbox.world.Scope;
import io.stockade.sandbox.world.World;
import io.stockade.sandbox.world.WorldStore;
import java.util.function.Function;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * An AWS that lives in this process. All accounts and regions are there; its clients are the SDK's own interfaces and
 * may be used from any thread.
 */
public final class Sandbox {
    /** Who calls, unless {@link #as} says otherwise. */
    public static final String PRINCIPAL = "stockade";

    /** The name of every session of the product in the event history. */
    public static final String SESSION = "session";

    private final Gate gate;
    private final Services services;
    private final FunctionBehaviours functions;
    private final String principal;

    /** Opens the world that the store holds; an empty store is an empty world. */
    public Sandbox(SandboxTime time, SandboxSettings settings, WorldStore store) {
        Faults faults = new Faults(settings.readLag());
        this.functions = new FunctionBehaviours();
        EventHistory history = new EventHistory(settings.trailLag());
        this.services =
                Services.create(faults::wrongAccount, new Functions(functions, Lambda.directory(functions)), history);
        this.gate = new Gate(new World(store, Services.tables()), time, settings, services, faults);
        history.of(gate.journal());
        this.principal = PRINCIPAL;
    }

    private Sandbox(Gate gate, Services services, FunctionBehaviours functions, String principal) {
        this.gate = gate;
        this.services = services;
        this.functions = functions;
        this.principal = principal;
    }

    public Ec2Client ec2(String account, String region) {
        return client(Ec2Client.class, account, region, services.ec2());
    }

    public AutoScalingClient autoScaling(String account, String region) {
        return client(AutoScalingClient.class, account, region, services.autoScaling());
    }

    public IamClient iam(String account, String region) {
        return client(IamClient.class, account, region, services.iam());
    }

    public SsmClient ssm(String account, String region) {
        return client(SsmClient.class, account, region, services.ssm());
    }

    public CloudTrailClient cloudTrail(String account, String region) {
        return client(CloudTrailClient.class, account, region, services.cloudTrail());
    }

    public StsClient sts(String account, String region) {
        return client(StsClient.class, account, region, services.sts());
    }

    public LambdaClient lambda(String account, String region) {
        return client(LambdaClient.class, account, region, services.lambda());
    }

    public SecretsManagerClient secretsManager(String account, String region) {
        return client(SecretsManagerClient.class, account, region, services.secrets());
    }

    /** The databases that secrets are for: they stand outside AWS, and survive with its world. */
    public Counterpart counterpart(String account, String region) {
        Scope scope = new Scope(account, region);
        return new Counterpart(new Counterpart.Access() {
            @Override
            public <T> T within(Function<Call, T> action) {
                return gate.within(principal, scope, action);
            }
        });
    }

    /** What functions do. */
    public FunctionBehaviours functions() {
        return functions;
    }

    /** The same world, called by somebody else: a person at the console, another program. */
    public Sandbox as(String otherPrincipal) {
        return new Sandbox(gate, services, functions, otherPrincipal);
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

    private <C> C client(Class<C> type, String account, String region, AwsService service) {
        return ServiceClient.create(type, gate, principal, new Scope(account, region), service);
    }
}
