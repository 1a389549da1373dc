package io.stockade.sandbox.ec2;

import io.stockade.sandbox.service.AwsError;
import io.stockade.sandbox.service.Call;
import io.stockade.sandbox.service.Operations;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.ec2.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeImagesResponse;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.ImageState;

/** The public machine images of a region, under the parameter names by which they are found. */
public final class Images {
    private static final String FOLDER = "/aws/service/ami-amazon-linux-latest/";
    private static final String ALIAS = "resolve:ssm:";
    private static final List<String> VARIANTS = List.of(
            "al2023-ami-kernel-default",
            "al2023-ami-kernel-6.1",
            "al2023-ami-kernel-6.12",
            "al2023-ami-minimal-kernel-default",
            "al2023-ami-minimal-kernel-6.1");
    private static final List<String> ARCHITECTURES = List.of("arm64", "x86_64");

    private static final Filters<Image> FILTERS = new Filters<Image>()
            .one("architecture", Image::architectureAsString)
            .one("image-id", Image::imageId)
            .one("name", Image::name)
            .one("owner-alias", Image::imageOwnerAlias)
            .one("state", Image::stateAsString);

    private Images() {}

    static void register(Operations operations) {
        operations.add(DescribeImagesRequest.class, Images::describe);
    }

    /** The image that a public parameter names. */
    public static Optional<String> ofParameter(String region, String name) {
        return all(region).stream()
                .filter(image -> (FOLDER + image.name()).equals(name))
                .map(Image::imageId)
                .findFirst();
    }

    /** The image for a launch, by id or by alias. */
    static Image require(Call call, String text) {
        String id = text.startsWith(ALIAS)
                ? ofParameter(call.region(), text.substring(ALIAS.length()))
                        .orElseThrow(() -> AwsError.invalidParameter(
                                "The parameter " + text + " in AWS Systems Manager Parameter Store does not exist"))
                : text;
        return all(call.region()).stream()
                .filter(image -> image.imageId().equals(id))
                .findFirst()
                .orElseThrow(() -> AwsError.of("InvalidAMIID.NotFound", "The image id '[" + id + "]' does not exist"));
    }

    private static List<Image> all(String region) {
        List<Image> images = new ArrayList<>();
        for (String variant : VARIANTS) {
            for (String architecture : ARCHITECTURES) {
                String name = variant + "-" + architecture;
                images.add(Image.builder()
                        .imageId(String.format(
                                Locale.ROOT, "ami-0%08x%08x", region.hashCode(), (region + name).hashCode()))
                        .name(name)
                        .architecture(architecture)
                        .imageOwnerAlias("amazon")
                        .ownerId("137112412989")
                        .rootDeviceName("/dev/xvda")
                        .state(ImageState.AVAILABLE)
                        .build());
            }
        }
        return images;
    }

    private static DescribeImagesResponse describe(Call call, DescribeImagesRequest request) {
        Predicate<Image> filter = FILTERS.all(request.filters());
        request.imageIds().forEach(id -> require(call, id));
        List<Image> images = all(call.region()).stream()
                .filter(image ->
                        request.imageIds().isEmpty() || request.imageIds().contains(image.imageId()))
                .filter(image -> request.owners().isEmpty()
                        || request.owners().contains("amazon")
                        || request.owners().contains(image.ownerId()))
                .filter(filter)
                .toList();
        return DescribeImagesResponse.builder().images(images).build();
    }
}
