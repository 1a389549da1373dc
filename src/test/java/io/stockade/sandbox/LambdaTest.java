package io.stockade.sandbox;

import static io.stockade.sandbox.Sandboxes.ACCOUNT;
import static io.stockade.sandbox.Sandboxes.REGION;
import static io.stockade.sandbox.Sandboxes.assertRefused;
import static io.stockade.sandbox.Sandboxes.filter;
import static io.stockade.sandbox.Sandboxes.subnet;
import static io.stockade.sandbox.Sandboxes.vpc;
import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.sandbox.functions.FunctionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceType;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.lambda.model.ListFunctionsResponse;
import software.amazon.awssdk.services.lambda.model.State;

/** A function's life: its role, its interfaces in a VPC, its states, its policy, its runs. */
class LambdaTest {
    private static final String ROLE = "arn:aws:iam::" + ACCOUNT + ":role/rotate";
    private static final String ARN = "arn:aws:lambda:" + REGION + ":" + ACCOUNT + ":function:rotate";
    private static final String SECRET = "arn:aws:secretsmanager:" + REGION + ":" + ACCOUNT + ":secret:/prod/a-AbCdEf";

    private final Sandbox sandbox = Sandboxes.create();
    private final Ec2Client ec2 = Sandboxes.ec2(sandbox);
    private final IamClient iam = sandbox.iam(ACCOUNT, REGION);
    private final LambdaClient lambda = sandbox.lambda(ACCOUNT, REGION);

    private void role(String service) {
        iam.createRole(request -> request.roleName("rotate")
                .assumeRolePolicyDocument("{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\","
                        + "\"Principal\":{\"Service\":[\"" + service + "\"]}}]}"));
        sandbox.time().pause(Duration.ofSeconds(20));
    }

    private void mayConnect() {
        iam.putRolePolicy(request -> request.roleName("rotate")
                .policyName("stockade")
                .policyDocument(
                        "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"ec2:Create*\",\"Resource\":\"*\"}}"));
    }

    private static CreateFunctionRequest.Builder wanted(String name) {
        return CreateFunctionRequest.builder()
                .functionName(name)
                .runtime("python3.12")
                .handler("rotate.handler")
                .role(ROLE)
                .timeout(30)
                .code(code -> code.s3Bucket("code").s3Key("rotate.zip").s3ObjectVersion("1"))
                .tags(Map.of("stack", "orders"));
    }

    private void active(CreateFunctionRequest.Builder wanted) {
        lambda.createFunction(wanted.build());
        sandbox.time().pause(Duration.ofMinutes(2));
    }

    private GetFunctionConfigurationResponse shown() {
        return lambda.getFunctionConfiguration(request -> request.functionName("rotate"));
    }

    private List<NetworkInterface> interfaces() {
        return ec2.describeNetworkInterfaces(request -> request.filters(filter("interface-type", "lambda")))
                .networkInterfaces();
    }

    /** A subnet and a group. */
    private record Place(String subnet, String group) {
        CreateFunctionRequest.Builder wanted(String name) {
            return LambdaTest.wanted(name)
                    .vpcConfig(config -> config.subnetIds(subnet).securityGroupIds(group));
        }
    }

    private Place place(String range) {
        String vpc = vpc(ec2);
        String subnet = subnet(ec2, vpc, range, "euw1-az1");
        String group = ec2.createSecurityGroup(
                        request -> request.vpcId(vpc).groupName("rotate").description("of a function"))
                .groupId();
        return new Place(subnet, group);
    }

    @Test
    void functionIsPendingAndThenActive() {
        role("lambda.amazonaws.com");
        lambda.createFunction(wanted("rotate").build());
        assertThat(shown().state()).isEqualTo(State.PENDING);
        assertRefused(
                "ResourceConflictException",
                () -> lambda.updateFunctionConfiguration(
                        request -> request.functionName("rotate").timeout(60)));
        assertRefused("ResourceConflictException", () -> lambda.invoke(request -> request.functionName("rotate")));

        sandbox.time().pause(Duration.ofSeconds(3));

        assertThat(shown().state()).isEqualTo(State.ACTIVE);
        assertThat(shown().functionArn()).isEqualTo(ARN);
        assertThat(lambda.getFunction(request -> request.functionName(ARN)).tags())
                .containsExactly(Map.entry("stack", "orders"));
        assertRefused(
                "ResourceConflictException",
                () -> lambda.createFunction(wanted("rotate").build()));
    }

    @Test
    void roleMustTrustLambdaAndBeKnownThere() {
        String cannot = "The role defined for the function cannot be assumed by Lambda.";
        assertThat(assertRefused("InvalidParameterValueException", () -> active(wanted("rotate"))))
                .hasMessageContaining(cannot);
        role("ec2.amazonaws.com");
        assertRefused("InvalidParameterValueException", () -> active(wanted("rotate")));
        iam.deleteRole(request -> request.roleName("rotate"));
        iam.createRole(request -> request.roleName("rotate")
                .assumeRolePolicyDocument("{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\","
                        + "\"Principal\":{\"Service\":\"lambda.amazonaws.com\"}}]}"));
        assertThat(assertRefused("InvalidParameterValueException", () -> active(wanted("rotate"))))
                .as("IAM's things take seconds to be usable")
                .hasMessageContaining(cannot);
        sandbox.time().pause(Duration.ofSeconds(8));

        active(wanted("rotate"));

        assertThat(shown().state()).isEqualTo(State.ACTIVE);
    }

    @Test
    void placeIsCheckedBeforeAnythingIsMade() {
        Place place = place("10.40.0.0/24");
        role("lambda.amazonaws.com");
        assertThat(assertRefused("InvalidParameterValueException", () -> active(place.wanted("rotate"))))
                .hasMessageContaining("does not have permissions to call CreateNetworkInterface on EC2");
        mayConnect();
        Place nowhere = new Place("subnet-0123456789abcdef0", place.group());
        assertThat(assertRefused("InvalidParameterValueException", () -> active(nowhere.wanted("rotate"))))
                .hasMessageContaining("EC2 Error Code: InvalidSubnetID.NotFound");
        Place unguarded = new Place(place.subnet(), "sg-0123456789abcdef0");
        assertThat(assertRefused("InvalidParameterValueException", () -> active(unguarded.wanted("rotate"))))
                .hasMessageContaining("EC2 Error Code: InvalidGroup.NotFound");

        assertThat(interfaces()).isEmpty();
    }

    @Test
    void interfaceOutlivesTheFunctionsThatShareIt() {
        Place place = place("10.40.0.0/24");
        role("lambda.amazonaws.com");
        mayConnect();
        active(place.wanted("rotate"));
        active(place.wanted("other"));
        assertThat(interfaces()).singleElement().satisfies(each -> {
            assertThat(each.description()).startsWith("AWS Lambda VPC ENI-rotate-");
            assertThat(each.requesterManaged()).isTrue();
            assertThat(each.interfaceType()).isEqualTo(NetworkInterfaceType.LAMBDA);
            assertThat(each.statusAsString()).isEqualTo("in-use");
        });
        lambda.deleteFunction(request -> request.functionName("rotate"));
        sandbox.time().pause(Duration.ofMinutes(30));
        assertThat(interfaces()).as("the other function has it still").hasSize(1);
        lambda.deleteFunction(request -> request.functionName("other"));
        sandbox.time().pause(Duration.ofMinutes(19));
        assertRefused("DependencyViolation", () -> ec2.deleteSubnet(request -> request.subnetId(place.subnet())));
        assertRefused("DependencyViolation", () -> ec2.deleteSecurityGroup(request -> request.groupId(place.group())));

        sandbox.time().pause(Duration.ofMinutes(2));

        ec2.deleteSubnet(request -> request.subnetId(place.subnet()));
        ec2.deleteSecurityGroup(request -> request.groupId(place.group()));
        assertThat(interfaces()).isEmpty();
    }

    @Test
    void functionWithoutAnAddressFails() {
        Place place = place("10.40.0.0/28");
        for (int count = 0; count < 11; count++) {
            ec2.createNetworkInterface(request -> request.subnetId(place.subnet()));
        }
        role("lambda.amazonaws.com");
        mayConnect();

        active(place.wanted("rotate"));

        assertThat(shown().state()).isEqualTo(State.FAILED);
        assertThat(shown().stateReasonCodeAsString()).isEqualTo("SubnetOutOfIPAddresses");
    }

    @Test
    void updatesTakeTimeAndExcludeEachOther() {
        role("lambda.amazonaws.com");
        active(wanted("rotate"));
        String before = shown().codeSha256();
        lambda.updateFunctionCode(request -> request.functionName("rotate")
                .s3Bucket("code")
                .s3Key("rotate.zip")
                .s3ObjectVersion("2"));
        assertThat(shown().lastUpdateStatus()).isEqualTo(LastUpdateStatus.IN_PROGRESS);
        assertRefused(
                "ResourceConflictException",
                () -> lambda.updateFunctionConfiguration(
                        request -> request.functionName("rotate").timeout(60)));
        sandbox.time().pause(Duration.ofSeconds(3));
        lambda.updateFunctionConfiguration(
                request -> request.functionName("rotate").timeout(60));

        sandbox.time().pause(Duration.ofSeconds(3));

        assertThat(shown().lastUpdateStatus()).isEqualTo(LastUpdateStatus.SUCCESSFUL);
        assertThat(shown().codeSha256()).isNotEqualTo(before);
        assertThat(shown().timeout()).isEqualTo(60);
        assertThat(shown().handler()).isEqualTo("rotate.handler");
    }

    @Test
    void functionThatMovesLeavesItsInterfaceBehindForAWhile() {
        Place place = place("10.40.0.0/24");
        role("lambda.amazonaws.com");
        mayConnect();
        active(place.wanted("rotate"));
        lambda.updateFunctionConfiguration(request -> request.functionName("rotate")
                .vpcConfig(config -> config.subnetIds(List.of()).securityGroupIds(List.of())));
        sandbox.time().pause(Duration.ofMinutes(1));
        assertThat(interfaces()).hasSize(1);

        sandbox.time().pause(Duration.ofMinutes(20));

        assertThat(interfaces()).isEmpty();
        assertThat(shown().vpcConfig().vpcId()).isEmpty();
    }

    @Test
    void listsHaveFiftyOnAPageAndNoStates() {
        role("lambda.amazonaws.com");
        for (int number = 0; number < 51; number++) {
            lambda.createFunction(wanted("f-" + number).build());
        }

        ListFunctionsResponse first = lambda.listFunctions(request -> request.maxItems(1000));
        ListFunctionsResponse second = lambda.listFunctions(request -> request.marker(first.nextMarker()));

        assertThat(first.functions()).hasSize(50);
        assertThat(second.functions()).hasSize(1);
        assertThat(second.nextMarker()).isNull();
        assertThat(first.functions()).extracting(FunctionConfiguration::state).containsOnlyNulls();
        assertThat(first.functions())
                .extracting(FunctionConfiguration::lastUpdateStatus)
                .containsOnlyNulls();
    }

    @Test
    void policyIsMadeOfNamedStatements() {
        role("lambda.amazonaws.com");
        active(wanted("rotate"));
        assertRefused("ResourceNotFoundException", () -> lambda.getPolicy(request -> request.functionName("rotate")));
        permit("secretsmanager.amazonaws.com", SECRET);
        assertRefused("ResourceConflictException", () -> permit("secretsmanager.amazonaws.com", SECRET));

        String policy =
                lambda.getPolicy(request -> request.functionName("rotate")).policy();

        assertThat(policy)
                .contains("\"Sid\":\"rotation\"")
                .contains("{\"Service\":\"secretsmanager.amazonaws.com\"}")
                .contains("\"ArnLike\":{\"AWS:SourceArn\":\"" + SECRET + "\"}");
        lambda.removePermission(request -> request.functionName("rotate").statementId("rotation"));
        assertRefused(
                "ResourceNotFoundException",
                () -> lambda.removePermission(
                        request -> request.functionName("rotate").statementId("rotation")));
    }

    private void permit(String service, String source) {
        lambda.addPermission(request -> request.functionName("rotate")
                .statementId("rotation")
                .action("lambda:InvokeFunction")
                .principal(service)
                .sourceArn(source));
    }

    @Test
    void policyHasALimit() {
        role("lambda.amazonaws.com");
        active(wanted("rotate"));
        String source = "arn:aws:s3:::" + "x".repeat(1900);
        for (int number = 0; number < 9; number++) {
            String id = "s" + number;
            lambda.addPermission(request -> request.functionName("rotate")
                    .statementId(id)
                    .action("lambda:InvokeFunction")
                    .principal("s3.amazonaws.com")
                    .sourceArn(source));
        }

        assertRefused("PolicyLengthExceededException", () -> permit("s3.amazonaws.com", source));
    }

    @Test
    void tagsArePutOnAndTakenOff() {
        role("lambda.amazonaws.com");
        active(wanted("rotate"));
        lambda.tagResource(request -> request.resource(ARN).tags(Map.of("team", "a")));
        lambda.untagResource(request -> request.resource(ARN).tagKeys("stack"));

        Map<String, String> tags =
                lambda.listTags(request -> request.resource(ARN)).tags();

        assertThat(tags).containsExactly(Map.entry("team", "a"));
    }

    @Test
    void invocationsRunWhatTheFunctionWasToldToDo() {
        role("lambda.amazonaws.com");
        active(wanted("rotate"));
        List<String> events = new ArrayList<>();
        sandbox.functions().register(ARN, invocation -> {
            events.add(invocation.field("Step"));
            return "{\"fine\":true}";
        });

        InvokeResponse answer = invoke("{\"Step\":\"testSecret\"}");

        assertThat(answer.functionError()).isNull();
        assertThat(answer.payload().asUtf8String()).isEqualTo("{\"fine\":true}");
        assertThat(events).containsExactly("testSecret");
        assertRefused("InvalidRequestContentException", () -> invoke("no JSON"));
    }

    private InvokeResponse invoke(String event) {
        return lambda.invoke(request -> request.functionName("rotate").payload(SdkBytes.fromUtf8String(event)));
    }

    @Test
    void failuresOfFunctionsAreAnswers() {
        role("lambda.amazonaws.com");
        active(wanted("rotate"));
        sandbox.functions().register(ARN, invocation -> {
            throw FunctionException.error("ValueError", "no such user");
        });
        InvokeResponse failed = invoke("{}");
        sandbox.functions().register(ARN, invocation -> {
            throw FunctionException.timeout();
        });

        InvokeResponse late = invoke("{}");

        assertThat(failed.statusCode()).isEqualTo(200);
        assertThat(failed.functionError()).isEqualTo("Unhandled");
        assertThat(failed.payload().asUtf8String())
                .isEqualTo("{\"errorMessage\":\"no such user\",\"errorType\":\"ValueError\"}");
        assertThat(late.functionError()).isEqualTo("Unhandled");
        assertThat(late.payload().asUtf8String()).contains("Task timed out after 30.00 seconds");
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertRefused("ResourceNotFoundException", this::shown);
        assertRefused("ResourceNotFoundException", () -> lambda.getFunction(request -> request.functionName(ARN)));
        assertRefused(
                "ResourceNotFoundException", () -> lambda.deleteFunction(request -> request.functionName("rotate")));
        assertRefused("ResourceNotFoundException", () -> lambda.listTags(request -> request.resource(ARN)));
        assertRefused("ResourceNotFoundException", () -> lambda.invoke(request -> request.functionName("rotate")));
    }
}
