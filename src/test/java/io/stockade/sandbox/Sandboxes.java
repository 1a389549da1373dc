package io.stockade.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.stockade.sandbox.settings.SandboxSettings;
import io.stockade.sandbox.time.SteppedTime;
import io.stockade.sandbox.world.WorldStore;
import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** What the scripts begin with, and how they say what AWS must refuse. */
final class Sandboxes {
    static final Instant START = Instant.parse("2026-01-05T10:00:00Z");
    static final String ACCOUNT = "111122223333";
    static final String REGION = "eu-west-1";

    private Sandboxes() {}

    static Sandbox create() {
        return create(SandboxSettings.defaults().withThrottling(false));
    }

    static Sandbox create(SandboxSettings settings) {
        return new Sandbox(new SteppedTime(START), settings, WorldStore.inMemory());
    }

    static Ec2Client ec2(Sandbox sandbox) {
        return sandbox.ec2(ACCOUNT, REGION);
    }

    static String vpc(Ec2Client ec2) {
        return ec2.createVpc(request -> request.cidrBlock("10.40.0.0/16")).vpc().vpcId();
    }

    static String subnet(Ec2Client ec2, String vpc, String range, String zoneId) {
        return ec2.createSubnet(request -> request.vpcId(vpc).cidrBlock(range).availabilityZoneId(zoneId))
                .subnet()
                .subnetId();
    }

    static String internetGateway(Ec2Client ec2, String vpc) {
        String id = ec2.createInternetGateway().internetGateway().internetGatewayId();
        ec2.attachInternetGateway(request -> request.internetGatewayId(id).vpcId(vpc));
        return id;
    }

    static Filter filter(String name, String... values) {
        return Filter.builder().name(name).values(values).build();
    }

    static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    static TagSpecification tags(ResourceType type, String key, String value) {
        return TagSpecification.builder()
                .resourceType(type)
                .tags(tag(key, value))
                .build();
    }

    /** Asserts that AWS refuses a call with this error code. */
    static AwsServiceException assertRefused(String code, ThrowingCallable call) {
        AwsServiceException refusal = catchThrowableOfType(AwsServiceException.class, call);
        assertThat(refusal).as("a refusal with " + code).isNotNull();
        assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
        assertThat(refusal.requestId()).isNotEmpty();
        return refusal;
    }
}
