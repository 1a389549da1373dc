package io.stockade.reliability;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.protocol.MarshallingType;

/** Answers that show less than there is. */
final class Lists {
    private Lists() {}

    /** Without anything that its lists show; none if that is nothing anyway. */
    static Optional<AwsResponse> empty(AwsResponse response) {
        return changed(response, list -> List.of());
    }

    /** Without the second half of what its lists show, as if that were all; none if no list has two things. */
    static Optional<AwsResponse> half(AwsResponse response) {
        return changed(response, list -> list.subList(0, (list.size() + 1) / 2));
    }

    private static Optional<AwsResponse> changed(AwsResponse response, UnaryOperator<List<?>> less) {
        AwsResponse.Builder builder = response.toBuilder();
        boolean changed = false;
        for (SdkField<?> field : response.sdkFields()) {
            Object value = field.getValueOrDefault(response);
            if (field.marshallingType() == MarshallingType.LIST && value instanceof List<?> list) {
                List<?> left = less.apply(list);
                changed |= left.size() < list.size();
                field.set(builder, left);
            } else if (field.memberName().equals("NextToken")
                    || field.memberName().equals("Marker")) {
                field.set(builder, null);
            }
        }
        return changed ? Optional.of(builder.build()) : Optional.empty();
    }
}
