package io.stockade.contract;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;

/** Every operation of AWS that the product calls, as its bytecode says: what it calls on the SDK's clients. */
final class ProductCalls {
    private static final Set<String> CLIENTS = Set.of(
            Ec2Client.class.getName(),
            AutoScalingClient.class.getName(),
            IamClient.class.getName(),
            LambdaClient.class.getName(),
            SecretsManagerClient.class.getName(),
            SsmClient.class.getName(),
            StsClient.class.getName());

    /** What is no operation. */
    private static final Set<String> OTHERS = Set.of("close", "builder", "create", "serviceName");

    /** The SDK calls it for us, for the keys of a role. */
    private static final String BY_THE_SDK = "AssumeRole";

    private ProductCalls() {}

    static Set<String> actions() {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(location -> !location.contains("/test-classes/"))
                .importPackages("io.stockade.aws");
        Set<String> actions = new TreeSet<>(Set.of(BY_THE_SDK));
        classes.stream()
                .flatMap(type -> Stream.<JavaAccess<?>>concat(
                        type.getMethodCallsFromSelf().stream(), type.getMethodReferencesFromSelf().stream()))
                .filter(access -> CLIENTS.contains(access.getTargetOwner().getName()))
                .map(JavaAccess::getName)
                .filter(name -> !OTHERS.contains(name))
                .map(name -> Character.toUpperCase(name.charAt(0)) + name.substring(1))
                .forEach(actions::add);
        return actions;
    }
}
