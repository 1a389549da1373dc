package io.stockade.sandbox.lambda;

import io.stockade.sandbox.ec2.FunctionInterfaces;
import io.stockade.sandbox.iam.ExecutionRoles;
import io.stockade.sandbox.service.AwsError;
import io.stockade.sandbox.service.Call;
import io.stockade.sandbox.service.Timetable;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.VpcConfig;
import software.amazon.awssdk.services.lambda.model.VpcConfigResponse;

/** Where functions are in VPCs. */
final class FunctionNetwork {
    private static final String RELEASE = "function-interface-release";
    private static final VpcConfigResponse NONE = VpcConfigResponse.builder()
            .subnetIds(List.of())
            .securityGroupIds(List.of())
            .vpcId("")
            .build();

    private FunctionNetwork() {}

    static void register(Timetable timetable) {
        timetable.add(RELEASE, FunctionNetwork::release);
    }

    /** Where a request wants a function to be, once everything is there and the role may connect it. */
    static VpcConfigResponse checked(Call call, @Nullable VpcConfig wanted, Role role) {
        if (wanted == null
                || (wanted.subnetIds().isEmpty() && wanted.securityGroupIds().isEmpty())) {
            return NONE;
        }
        if (wanted.subnetIds().isEmpty() || wanted.securityGroupIds().isEmpty()) {
            throw DeployedFunctions.invalid("SubnetIds and SecurityIds must coexist or be both empty list.");
        }
        if (!ExecutionRoles.mayConnect(call, role)) {
            throw DeployedFunctions.invalid(
                    "The provided execution role does not have permissions to call CreateNetworkInterface on EC2");
        }
        return VpcConfigResponse.builder()
                .subnetIds(wanted.subnetIds())
                .securityGroupIds(wanted.securityGroupIds())
                .vpcId(vpc(call, wanted))
                .ipv6AllowedForDualStack(false)
                .build();
    }

    private static String vpc(Call call, VpcConfig wanted) {
        try {
            return FunctionInterfaces.vpc(call, wanted.subnetIds(), wanted.securityGroupIds());
        } catch (AwsError refused) {
            String asked = refused.code().startsWith("InvalidSubnet") ? "DescribeSubnets" : "DescribeSecurityGroups";
            throw DeployedFunctions.invalid("Error occurred while " + asked + ". EC2 Error Code: " + refused.code()
                    + ". EC2 Error Message: " + refused.getMessage());
        }
    }

    static boolean isSomewhere(FunctionConfiguration function) {
        return function.vpcConfig() != null && !function.vpcConfig().subnetIds().isEmpty();
    }

    /** Connects a function; gives Lambda's reason code if that can't be done. */
    static Optional<String> open(Call call, FunctionConfiguration function) {
        try {
            FunctionInterfaces.open(
                    call,
                    function.functionName(),
                    function.vpcConfig().subnetIds(),
                    function.vpcConfig().securityGroupIds());
            return Optional.empty();
        } catch (AwsError full) {
            return Optional.of("SubnetOutOfIPAddresses");
        }
    }

    /** Lambda keeps interfaces for a while after the last function has left them. */
    static void leave(Call call, VpcConfigResponse left) {
        for (String subnet : left.subnetIds()) {
            call.later(
                    call.settings().delays().functions().release(),
                    RELEASE,
                    subnet + " " + String.join(",", left.securityGroupIds()));
        }
    }

    private static void release(Call call, String subject) {
        String subnet = subject.substring(0, subject.indexOf(' '));
        List<String> groups =
                List.of(subject.substring(subject.indexOf(' ') + 1).split(","));
        boolean used = call.all(DeployedFunctions.TABLE).stream()
                .filter(FunctionNetwork::isSomewhere)
                .map(FunctionConfiguration::vpcConfig)
                .anyMatch(other -> other.subnetIds().contains(subnet)
                        && Set.copyOf(other.securityGroupIds()).equals(Set.copyOf(groups)));
        if (!used) {
            FunctionInterfaces.close(call, subnet, groups);
        }
    }
}
