package io.stockade.sandbox.ec2;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockade.sandbox.world.RowJson;
import java.util.Objects;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;

/** What a launch is told, wherever it stands: in a template's request, in a template, in a request to run instances. */
final class LaunchData {
    private static final RowJson JSON = new RowJson();

    private LaunchData() {}

    /** The fields have the same names in all three, so what one says another understands. */
    static ResponseLaunchTemplateData of(SdkPojo said) {
        return JSON.read(JSON.write(said), ResponseLaunchTemplateData.class);
    }

    /** What is said first, with whatever the second says in its place. */
    static ResponseLaunchTemplateData merge(ResponseLaunchTemplateData first, ResponseLaunchTemplateData second) {
        ObjectNode merged = (ObjectNode) JSON.write(first);
        merged.setAll((ObjectNode) JSON.write(second));
        return Objects.requireNonNull(JSON.read(merged, ResponseLaunchTemplateData.class));
    }
}
