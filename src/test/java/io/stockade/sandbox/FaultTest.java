package io.stockade.sandbox;

import static io.stockade.sandbox.Sandboxes.assertRefused;
import static io.stockade.sandbox.Sandboxes.vpc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** What can be made to go wrong. */
class FaultTest {
    private final Sandbox sandbox = Sandboxes.create();
    private final Ec2Client ec2 = Sandboxes.ec2(sandbox);

    private int vpcs() {
        return ec2.describeVpcs().vpcs().size();
    }

    @Test
    void repliesGetLostAfterTheEffect() {
        sandbox.faults().once(FaultPoint.action("CreateVpc"), new Fault.ReplyLost());
        assertThatThrownBy(() -> vpc(ec2)).isInstanceOf(SdkClientException.class);
        assertThat(vpcs()).isEqualTo(1);
        assertThat(sandbox.journal().entries().get(0).succeeded()).isTrue();
    }

    @Test
    void requestsGetLostBeforeIt() {
        sandbox.faults().once(FaultPoint.action("CreateVpc"), new Fault.RequestLost());
        assertThatThrownBy(() -> vpc(ec2)).isInstanceOf(SdkClientException.class);
        assertThat(vpcs()).isZero();
    }

    @Test
    void errorsComeBeforeOrAfterTheEffect() {
        sandbox.faults().add(FaultPoint.action("CreateVpc", 1), Fault.internalError());
        sandbox.faults().add(FaultPoint.action("CreateVpc", 2), Fault.internalErrorAfter());
        assertRefused("InternalError", () -> vpc(ec2));
        assertThat(vpcs()).isZero();
        assertRefused("InternalError", () -> vpc(ec2));
        assertThat(vpcs()).isEqualTo(1);
    }

    @Test
    void callersAreThrottledAndDenied() {
        sandbox.faults().add(FaultPoint.call(Sandbox.PRINCIPAL, 1), new Fault.Throttled());
        sandbox.faults().add(FaultPoint.call(Sandbox.PRINCIPAL, 2), new Fault.Denied());
        assertRefused("RequestLimitExceeded", () -> vpc(ec2));
        assertRefused("UnauthorizedOperation", () -> vpc(ec2));
        sandbox.faults().add(point -> point.service().equals("iam"), new Fault.Denied());
        assertRefused(
                "AccessDenied",
                () -> sandbox.iam(Sandboxes.ACCOUNT, Sandboxes.REGION).listRoles());
        vpc(ec2);
    }

    @Test
    void listsGetCutShort() {
        for (int count = 0; count < 4; count++) {
            vpc(ec2);
        }
        sandbox.faults().once(FaultPoint.action("DescribeVpcs"), new Fault.HalfPage());
        assertThat(ec2.describeVpcs().vpcs()).hasSize(2);
        sandbox.faults().once(FaultPoint.action("DescribeVpcs"), new Fault.EmptyRead());
        assertThat(vpcs()).isZero();
        sandbox.faults().once(FaultPoint.action("DescribeVpcs"), new Fault.StaleRead(Duration.ofSeconds(1)));
        assertThat(vpcs()).isEqualTo(3);
        assertThat(vpcs()).isEqualTo(4);
    }

    @Test
    void othersEditBetweenCalls() {
        Sandbox console = sandbox.as("console");
        sandbox.faults().once(FaultPoint.action("DescribeVpcs"), new Fault.Before(() -> vpc(Sandboxes.ec2(console))));
        assertThat(vpcs()).isEqualTo(1);
        assertThat(Duration.between(Sandboxes.START, sandbox.time().now())).isEqualTo(Duration.ofMillis(300));
        assertThat(sandbox.journal().entries())
                .extracting(JournalEntry::principal)
                .containsExactly("console", Sandbox.PRINCIPAL);
        sandbox.faults().once(FaultPoint.action("CreateVpc"), new Fault.After(() -> {
            throw new IllegalStateException("killed");
        }));
        assertThatThrownBy(() -> vpc(ec2)).hasMessage("killed");
        assertThat(vpcs()).isEqualTo(2);
    }

    @Test
    void wholeRegionsAnswerEmpty() {
        String vpc = vpc(ec2);
        sandbox.faults().emptyRegion(Sandboxes.ACCOUNT, Sandboxes.REGION, true);
        assertThat(vpcs()).isZero();
        assertRefused("InvalidVpcID.NotFound", () -> ec2.describeVpcs(request -> request.vpcIds(vpc)));
        sandbox.faults().emptyRegion(Sandboxes.ACCOUNT, Sandboxes.REGION, false);
        assertThat(vpcs()).isEqualTo(1);
    }

    @Test
    void stsNamesAnotherAccount() {
        assertThat(sandbox.sts(Sandboxes.ACCOUNT, Sandboxes.REGION)
                        .getCallerIdentity()
                        .account())
                .isEqualTo(Sandboxes.ACCOUNT);
        sandbox.faults().wrongAccount("999999999999");
        assertThat(sandbox.sts(Sandboxes.ACCOUNT, Sandboxes.REGION)
                        .getCallerIdentity()
                        .account())
                .isEqualTo("999999999999");
    }

    @Test
    void whatIsMissingIsSaid() {
        assertThatThrownBy(() -> ec2.createFlowLogs(request -> request.deliverLogsPermissionArn("x")))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("the sandbox does not implement CreateFlowLogs");
    }
}
