package io.stockade.contract;

import static io.stockade.contract.Script.script;
import static io.stockade.contract.Stage.then;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/** Lambda functions: states, roles, places, policies, runs. */
final class Functions {
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final SdkBytes ZIP = zip();

    static final List<Script> SCRIPTS = List.of(
            script("a function is pending before it is active", Source.lambdaGuide("functions-states"))
                    .about("CreateFunction", "GetFunctionConfiguration")
                    .item(2)
                    .play(stage -> {
                        String name = function(stage, "pending");
                        String before = shown(stage, name).stateAsString();
                        stage.pass(LONG);
                        return then(before, shown(stage, name).stateAsString());
                    })
                    .onAws("Pending; Active")
                    .onMoto("Active; Active", "moto's functions are active at once"),
            script("a function's name is free once", Source.lambda("CreateFunction"))
                    .about("CreateFunction")
                    .play(stage -> {
                        String name = function(stage, "once");
                        String role = shown(stage, name).role();
                        return stage.answer(() ->
                                stage.lambda.createFunction(wanted(name, role).build()));
                    })
                    .onAws("ResourceConflictException"),
            script("a role must be there and trust Lambda", Source.lambdaGuide("lambda-intro-execution-role"))
                    .about("CreateFunction")
                    .play(stage -> {
                        String arn = role(stage, stage.name("trusting-ec2"), "ec2.amazonaws.com");
                        return then(create(stage, "nobodys", arn + "x"), create(stage, "ec2s", arn));
                    })
                    .onAws("InvalidParameterValueException; InvalidParameterValueException")
                    .onMoto("InvalidParameterValueException; done", "moto doesn't read whom a role trusts"),
            script("Lambda can't assume a role right after its creation", Source.iamGuide("troubleshoot_general"))
                    .about("CreateFunction")
                    .item(1)
                    .play(stage -> {
                        String arn = stage.iam
                                .createRole(request -> request.roleName(stage.name("fresh"))
                                        .assumeRolePolicyDocument(
                                                Stage.TRUST.replace("ec2.amazonaws.com", "lambda.amazonaws.com")))
                                .role()
                                .arn();
                        String before = create(stage, "early", arn);
                        stage.pass(LONG);
                        return then(before, create(stage, "late", arn));
                    })
                    .onAws("InvalidParameterValueException; done")
                    .onMoto("done; done", "moto's roles are usable at once"),
            script("lists of functions show no states", Source.lambda("ListFunctions"))
                    .about("ListFunctions")
                    .item(13)
                    .play(stage -> {
                        String name = function(stage, "listed");
                        FunctionConfiguration listed = stage.lambda.listFunctionsPaginator().functions().stream()
                                .filter(each -> each.functionName().equals(name))
                                .findFirst()
                                .orElseThrow();
                        return listed.state() == null && listed.lastUpdateStatus() == null
                                ? "listed without"
                                : "listed with";
                    })
                    .onAws("listed without")
                    .onMoto("listed with", "moto lists whole functions"),
            script("functions have tags", Source.lambda("ListTags"))
                    .about("ListTags", "TagResource", "CreateFunction")
                    .play(stage -> {
                        String arn = shown(stage, function(stage, "tagged")).functionArn();
                        stage.lambda.tagResource(
                                request -> request.resource(arn).tags(Map.of("team", "a")));
                        return stage.lambda.listTags(request -> request.resource(arn)).tags().keySet().stream()
                                .sorted()
                                .toList()
                                .toString();
                    })
                    .onAws("[stack, team]"),
            script("a function is changed in one way at a time", Source.lambdaGuide("functions-states"))
                    .about("UpdateFunctionCode", "UpdateFunctionConfiguration")
                    .item(2)
                    .play(Functions::changed)
                    .onAws("done; ResourceConflictException; done; 60")
                    .onMoto("done; done; done; 60", "moto's changes are made at once"),
            script("the id of a statement is free once", Source.lambda("AddPermission"))
                    .about("AddPermission", "GetPolicy", "RemovePermission")
                    .play(Functions::permitted)
                    .onAws("ResourceNotFoundException; done; ResourceConflictException; with its source; done;"
                            + " ResourceNotFoundException")
                    .onMoto(
                            "ResourceNotFoundException; done; done; with its source; done; done",
                            "moto takes the same id twice, and removes one of them"),
            script("a function in a VPC needs a role that may connect it", Source.lambdaGuide("configuration-vpc"))
                    .about("CreateFunction")
                    .play(stage -> {
                        Place place = Place.in(stage, stage.vpc());
                        String arn = role(stage, stage.name("powerless"), "lambda.amazonaws.com");
                        return stage.answer(() -> stage.lambda.createFunction(
                                place.on(wanted(stage.name("unconnected"), arn)).build()));
                    })
                    .onAws("InvalidParameterValueException")
                    .onMoto("done", "moto doesn't ask what a role may do"),
            script(
                            "a function's interface holds subnet and group for minutes after the function is gone",
                            Source.lambdaGuide("configuration-vpc"))
                    .about("CreateFunction", "DeleteFunction", "DeleteSubnet", "DeleteSecurityGroup")
                    .item(3)
                    .item(19)
                    .play(Functions::connected)
                    .onAws("lambda; done; DependencyViolation; DependencyViolation; done; done")
                    .onMoto(
                            "none; done; done; done; InvalidSubnetID.NotFound; InvalidGroup.NotFound",
                            "moto makes no interfaces for functions"),
            script("a function that fails has answered", Source.lambda("Invoke"))
                    .about("Invoke")
                    .play(stage -> {
                        String name = function(stage, "failing");
                        stage.pass(LONG);
                        InvokeResponse answer = stage.lambda.invoke(
                                request -> request.functionName(name).payload(SdkBytes.fromUtf8String("{}")));
                        return then(answer.statusCode(), answer.functionError());
                    })
                    .onAws("200; Unhandled")
                    .onMoto("200; Handled", "moto can't run it without Docker, and says that it failed by itself"),
            script("a function that is not there is not found", Source.lambda("GetFunctionConfiguration"))
                    .about("GetFunctionConfiguration", "DeleteFunction", "GetPolicy")
                    .play(Functions::missing)
                    .onAws("ResourceNotFoundException; ResourceNotFoundException; ResourceNotFoundException"));

    private Functions() {}

    /** Where a function is. */
    private record Place(String subnet, String group) {
        static Place in(Stage stage, String vpc) {
            return new Place(stage.subnet(vpc), stage.group(vpc, stage.name("of-functions")));
        }

        CreateFunctionRequest.Builder on(CreateFunctionRequest.Builder wanted) {
            return wanted.vpcConfig(config -> config.subnetIds(subnet).securityGroupIds(group));
        }
    }

    private static SdkBytes zip() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("rotate.py"));
            zip.write("def handler(event, context):\n    raise ValueError(event)\n".getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory can be written", impossible);
        }
        return SdkBytes.fromByteArray(bytes.toByteArray());
    }

    private static String role(Stage stage, String name, String service) {
        String arn = stage.iam
                .createRole(request -> request.roleName(name)
                        .assumeRolePolicyDocument(Stage.TRUST.replace("ec2.amazonaws.com", service)))
                .role()
                .arn();
        stage.pass(LONG);
        return arn;
    }

    private static CreateFunctionRequest.Builder wanted(String name, String role) {
        return CreateFunctionRequest.builder()
                .functionName(name)
                .runtime("python3.12")
                .handler("rotate.handler")
                .role(role)
                .code(code -> code.zipFile(ZIP))
                .tags(Map.of("stack", "orders"));
    }

    private static String create(Stage stage, String name, String role) {
        return stage.answer(
                () -> stage.lambda.createFunction(wanted(stage.name(name), role).build()));
    }

    private static String function(Stage stage, String name) {
        return function(stage, name, UnaryOperator.identity());
    }

    private static String function(Stage stage, String name, UnaryOperator<CreateFunctionRequest.Builder> place) {
        String own = stage.name(name);
        String arn = role(stage, own, "lambda.amazonaws.com");
        stage.iam.putRolePolicy(
                request -> request.roleName(own).policyName("connect").policyDocument("""
                {"Version": "2012-10-17", "Statement": [
                {"Effect": "Allow", "Action": "ec2:CreateNetworkInterface", "Resource": "*"}]}"""));
        return stage.lambda
                .createFunction(place.apply(wanted(own, arn)).build())
                .functionName();
    }

    private static GetFunctionConfigurationResponse shown(Stage stage, String name) {
        return stage.lambda.getFunctionConfiguration(request -> request.functionName(name));
    }

    private static String changed(Stage stage) {
        String name = function(stage, "changed");
        stage.pass(LONG);
        String code = stage.answer(() -> stage.lambda.updateFunctionCode(
                request -> request.functionName(name).zipFile(ZIP)));
        String atOnce = configure(stage, name);
        stage.pass(LONG);
        return then(code, atOnce, configure(stage, name), shown(stage, name).timeout());
    }

    private static String configure(Stage stage, String name) {
        return stage.answer(() -> stage.lambda.updateFunctionConfiguration(
                request -> request.functionName(name).timeout(60)));
    }

    private static String permitted(Stage stage) {
        String name = function(stage, "permitted");
        String before = stage.answer(() -> policy(stage, name));
        String first = permit(stage, name);
        String second = permit(stage, name);
        String policy = policy(stage, name);
        return then(
                before,
                first,
                second,
                policy.contains("\"AWS:SourceAccount\"") ? "with its source" : policy,
                forbid(stage, name),
                forbid(stage, name));
    }

    private static String policy(Stage stage, String name) {
        return stage.lambda.getPolicy(request -> request.functionName(name)).policy();
    }

    private static String permit(Stage stage, String name) {
        return stage.answer(() -> stage.lambda.addPermission(request -> request.functionName(name)
                .statementId("rotation")
                .action("lambda:InvokeFunction")
                .principal("secretsmanager.amazonaws.com")
                .sourceAccount("111122223333")));
    }

    private static String forbid(Stage stage, String name) {
        return stage.answer(() -> stage.lambda.removePermission(
                request -> request.functionName(name).statementId("rotation")));
    }

    private static String connected(Stage stage) {
        Place place = Place.in(stage, stage.vpc());
        String name = function(stage, "connected", place::on);
        stage.pass(LONG);
        var interfaces = stage.ec2
                .describeNetworkInterfaces(request -> request.filters(Stage.filter("subnet-id", place.subnet())))
                .networkInterfaces();
        String type = interfaces.isEmpty() ? "none" : interfaces.get(0).interfaceTypeAsString();
        String gone = stage.answer(() -> stage.lambda.deleteFunction(request -> request.functionName(name)));
        String subnet = deleteSubnet(stage, place);
        String group = deleteGroup(stage, place);
        stage.pass(Duration.ofMinutes(45));
        return then(type, gone, subnet, group, deleteSubnet(stage, place), deleteGroup(stage, place));
    }

    private static String deleteSubnet(Stage stage, Place place) {
        return stage.answer(() -> stage.ec2.deleteSubnet(request -> request.subnetId(place.subnet())));
    }

    private static String deleteGroup(Stage stage, Place place) {
        return stage.answer(() -> stage.ec2.deleteSecurityGroup(request -> request.groupId(place.group())));
    }

    private static String missing(Stage stage) {
        String name = stage.name("nothing");
        return then(
                stage.answer(() -> shown(stage, name)),
                stage.answer(() -> stage.lambda.deleteFunction(request -> request.functionName(name))),
                stage.answer(() -> policy(stage, name)));
    }
}
