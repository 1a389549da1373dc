package io.stockade.aws.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What AWS says when it lets a call not through, and what people are told. */
class DenialTest {
    private static final String ROLE = "arn:aws:sts::111122223333:assumed-role/stockade/stockade";
    private static final String VPC = "arn:aws:ec2:eu-west-1:111122223333:vpc/vpc-0a1b2c3d4e5f60718";

    private static String ec2(String call, String message) {
        return Denial.told("UnauthorizedOperation", message, "ec2", call);
    }

    @Test
    void namesPrincipalActionThingAndStatementAndLeavesTheEncodedMessageOut() {
        String told = ec2(
                "CreateSubnet",
                "You are not authorized to perform this operation. User: " + ROLE
                        + " is not authorized to perform: ec2:CreateSubnet on resource: " + VPC
                        + " because no identity-based policy allows the ec2:CreateSubnet action."
                        + " Encoded authorization failure message: FbmPqXc0Zb-k3xWJ");

        assertThat(told)
                .isEqualTo("UnauthorizedOperation: " + ROLE + " may not do ec2:CreateSubnet on " + VPC
                        + ", no identity-based policy allows it (missing permission: ec2:CreateSubnet, statement"
                        + " ChangeNetwork of deploy/iam/network.json, for what has the tag"
                        + " stockade.dev/installation: put that back if it was removed)");
    }

    @Test
    void tellsTheThingThatIsMadeFromTheOneItIsMadeIn() {
        String told = ec2(
                "CreateSubnet",
                "User: " + ROLE + " is not authorized to perform: ec2:CreateSubnet on resource:"
                        + " arn:aws:ec2:eu-west-1:111122223333:subnet/* because no identity-based policy allows the"
                        + " ec2:CreateSubnet action");

        assertThat(told)
                .endsWith("(missing permission: ec2:CreateSubnet, statement CreateSubnet of"
                        + " deploy/iam/network.json)");
    }

    @Test
    void tellsTaggingAtBirthFromTaggingLater() {
        String message = "User: " + ROLE + " is not authorized to perform: ec2:CreateTags on resource: " + VPC
                + " because no identity-based policy allows the ec2:CreateTags action";

        String atBirth = ec2("CreateVpc", message);
        String later = ec2("CreateTags", message);

        assertThat(atBirth).contains("ec2:CreateTags, statement TagNewNetwork of deploy/iam/network.json");
        assertThat(later)
                .contains("ec2:CreateTags, statement RetagNetwork of deploy/iam/network.json, for what has the tag");
    }

    @Test
    void namesWhatAwsDemandsThatIsNoCallOfOurs() {
        String told = Denial.told(
                "AccessDenied",
                "User: " + ROLE + " is not authorized to perform: iam:PassRole on resource:"
                        + " arn:aws:iam::111122223333:role/stockade/stockade-x because no identity-based policy allows"
                        + " the iam:PassRole action",
                "autoscaling",
                "CreateAutoScalingGroup");

        assertThat(told)
                .endsWith("(missing permission: iam:PassRole, statement PassRoleToLambda of deploy/iam/functions.json,"
                        + " or statement PassRole of deploy/iam/session-manager.json)");
    }

    @Test
    void listsAllThatACallNeedsWhereAwsDoesNotSayWhichIsMissing() {
        String told = ec2("AllocateAddress", "You are not authorized to perform this operation.");

        assertThat(told)
                .isEqualTo("UnauthorizedOperation: You are not authorized to perform this operation."
                        + " (missing permission: ec2:AllocateAddress, statement AllocateAddress of"
                        + " deploy/iam/nat-gateway.json, or statement AllocateAddress of"
                        + " deploy/iam/nat-instance.json; or one of what it also needs: ec2:CreateTags)");
    }

    @Test
    void offersNoGrantAgainstADeny() {
        String told = ec2(
                "CreateVpc",
                "User: " + ROLE + " is not authorized to perform: ec2:CreateVpc on resource: " + VPC
                        + " with an explicit deny in a service control policy");

        assertThat(told)
                .isEqualTo("UnauthorizedOperation: " + ROLE + " may not do ec2:CreateVpc on " + VPC
                        + ", with an explicit deny in a service control policy (no grant helps against a deny: whoever"
                        + " keeps that policy has to lift it)");
    }

    @Test
    void saysWhenTheRoleIsLimitedFromOutside() {
        String told = ec2(
                "DeleteVpc",
                "User: " + ROLE + " is not authorized to perform: ec2:DeleteVpc on resource: " + VPC
                        + " because no permissions boundary allows the ec2:DeleteVpc action");

        assertThat(told)
                .contains(", no permissions boundary allows it (missing permission: ec2:DeleteVpc")
                .endsWith("; it is held back by what limits the role, not by its own policies)");
    }
}
