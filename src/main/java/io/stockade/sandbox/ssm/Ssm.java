package io.stockade.sandbox.ssm;

import io.stockade.sandbox.ec2.Images;
import io.stockade.sandbox.service.AwsError;
import io.stockade.sandbox.service.Call;
import io.stockade.sandbox.service.Operations;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ssm.model.GetParameterRequest;
import software.amazon.awssdk.services.ssm.model.GetParameterResponse;
import software.amazon.awssdk.services.ssm.model.GetParametersRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersResponse;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/** Parameter Store, as far as AWS's own public parameters for machine images go. */
public final class Ssm {
    private Ssm() {}

    /** What can be called. */
    public static Operations operations() {
        return new Operations().add(GetParameterRequest.class, Ssm::get).add(GetParametersRequest.class, Ssm::getAll);
    }

    private static GetParameterResponse get(Call call, GetParameterRequest request) {
        return GetParameterResponse.builder()
                .parameter(find(call, String.valueOf(request.name()))
                        .orElseThrow(() -> AwsError.of("ParameterNotFound", "Parameter not found: " + request.name())))
                .build();
    }

    private static GetParametersResponse getAll(Call call, GetParametersRequest request) {
        List<Parameter> found = new ArrayList<>();
        List<String> invalid = new ArrayList<>();
        for (String name : request.names()) {
            find(call, name).ifPresentOrElse(found::add, () -> invalid.add(name));
        }
        return GetParametersResponse.builder()
                .parameters(found)
                .invalidParameters(invalid)
                .build();
    }

    private static Optional<Parameter> find(Call call, String name) {
        call.touch(name);
        return Images.ofParameter(call.region(), name)
                .map(image -> Parameter.builder()
                        .name(name)
                        .type(ParameterType.STRING)
                        .dataType("text")
                        .version(1L)
                        .value(image)
                        .arn("arn:" + call.scope().partition() + ":ssm:" + call.region() + "::parameter" + name)
                        .build());
    }
}
