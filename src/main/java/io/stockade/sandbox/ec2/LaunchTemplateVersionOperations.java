package io.stockade.sandbox.ec2;

import io.stockade.sandbox.service.AwsError;
import io.stockade.sandbox.service.Call;
import io.stockade.sandbox.service.ClientToken;
import io.stockade.sandbox.service.Operations;
import io.stockade.sandbox.service.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateVersionRequest;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateVersionResponse;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateVersionsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateVersionsResponse;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateVersionsResponseErrorItem;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateVersionsResponseSuccessItem;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplateVersionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplateVersionsResponse;
import software.amazon.awssdk.services.ec2.model.LaunchTemplate;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateErrorCode;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;

/** Versions of launch templates: they are never changed, only added and removed. */
final class LaunchTemplateVersionOperations {
    private static final int PAGE_SIZE = 200;

    private static final Filters<LaunchTemplateVersion> FILTERS = new Filters<LaunchTemplateVersion>()
            .one("is-default-version", LaunchTemplateVersion::defaultVersion)
            .one("image-id", version -> version.launchTemplateData().imageId())
            .one("instance-type", version -> version.launchTemplateData().instanceTypeAsString());

    private LaunchTemplateVersionOperations() {}

    static void register(Operations operations) {
        operations
                .add(CreateLaunchTemplateVersionRequest.class, LaunchTemplateVersionOperations::create)
                .add(DescribeLaunchTemplateVersionsRequest.class, LaunchTemplateVersionOperations::describe)
                .add(DeleteLaunchTemplateVersionsRequest.class, LaunchTemplateVersionOperations::delete);
    }

    private static CreateLaunchTemplateVersionResponse create(Call call, CreateLaunchTemplateVersionRequest request) {
        String key = ClientToken.once(call, request, () -> createNew(call, request));
        LaunchTemplateVersion version = call.find(Kinds.LAUNCH_TEMPLATE_VERSION, key)
                .orElseThrow(
                        () -> AwsError.of("InvalidLaunchTemplateId.VersionNotFound", "It was deleted since: " + key));
        return CreateLaunchTemplateVersionResponse.builder()
                .launchTemplateVersion(version)
                .build();
    }

    private static String createNew(Call call, CreateLaunchTemplateVersionRequest request) {
        LaunchTemplate before = LaunchTemplates.require(call, request.launchTemplateId(), request.launchTemplateName());
        LaunchTemplate template = before.toBuilder()
                .latestVersionNumber(before.latestVersionNumber() + 1)
                .build();
        LaunchTemplateVersion version = LaunchTemplateOperations.version(
                call, template, request.versionDescription(), request.launchTemplateData());
        if (request.sourceVersion() != null) {
            // API reference: the new version starts from the source's parameters and overrides what it says itself.
            LaunchTemplateVersion source = LaunchTemplates.version(call, before, request.sourceVersion());
            version = version.toBuilder()
                    .launchTemplateData(LaunchData.merge(source.launchTemplateData(), version.launchTemplateData()))
                    .build();
        }
        LaunchTemplateOperations.put(call, template);
        LaunchTemplates.put(call, version);
        return LaunchTemplates.key(version.launchTemplateId(), version.versionNumber());
    }

    private static DescribeLaunchTemplateVersionsResponse describe(
            Call call, DescribeLaunchTemplateVersionsRequest request) {
        TreeMap<String, LaunchTemplateVersion> versions = new TreeMap<>();
        for (LaunchTemplateVersion version : wanted(call, request)) {
            versions.put(LaunchTemplates.key(version.launchTemplateId(), version.versionNumber()), version);
        }
        Predicate<LaunchTemplateVersion> filter = FILTERS.all(request.filters());
        Page<LaunchTemplateVersion> page = Page.of(
                call,
                versions,
                version -> Optional.of(version).filter(filter),
                Math.min(PAGE_SIZE, Objects.requireNonNullElse(request.maxResults(), PAGE_SIZE)),
                request.nextToken());
        return DescribeLaunchTemplateVersionsResponse.builder()
                .launchTemplateVersions(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private static List<LaunchTemplateVersion> wanted(Call call, DescribeLaunchTemplateVersionsRequest request) {
        boolean everyTemplate = request.launchTemplateId() == null && request.launchTemplateName() == null;
        if (everyTemplate) {
            // API reference: without a template, the latest or the default versions of all of them.
            if (request.versions().isEmpty() || !List.of("$Latest", "$Default").containsAll(request.versions())) {
                throw AwsError.missingParameter("launchTemplateId or launchTemplateName");
            }
            return call.all(Kinds.LAUNCH_TEMPLATE.table()).stream()
                    .flatMap(template -> request.versions().stream()
                            .map(version -> LaunchTemplates.version(call, template, version)))
                    .toList();
        }
        LaunchTemplate template =
                LaunchTemplates.require(call, request.launchTemplateId(), request.launchTemplateName());
        if (!request.versions().isEmpty()) {
            return request.versions().stream()
                    .map(version -> LaunchTemplates.version(call, template, version))
                    .toList();
        }
        long least = request.minVersion() == null ? 1 : LaunchTemplates.number(request.minVersion());
        long most = request.maxVersion() == null ? Long.MAX_VALUE : LaunchTemplates.number(request.maxVersion());
        return LaunchTemplates.versions(call, template).stream()
                .filter(version -> version.versionNumber() >= least && version.versionNumber() <= most)
                .toList();
    }

    private static DeleteLaunchTemplateVersionsResponse delete(Call call, DeleteLaunchTemplateVersionsRequest request) {
        LaunchTemplate template =
                LaunchTemplates.require(call, request.launchTemplateId(), request.launchTemplateName());
        List<DeleteLaunchTemplateVersionsResponseSuccessItem> deleted = new ArrayList<>();
        List<DeleteLaunchTemplateVersionsResponseErrorItem> kept = new ArrayList<>();
        for (String text : request.versions()) {
            long number = LaunchTemplates.number(text);
            String key = LaunchTemplates.key(template.launchTemplateId(), number);
            if (call.find(Kinds.LAUNCH_TEMPLATE_VERSION, key).isEmpty()) {
                kept.add(error(
                        template,
                        number,
                        LaunchTemplateErrorCode.LAUNCH_TEMPLATE_VERSION_DOES_NOT_EXIST,
                        "The specified version does not exist"));
            } else if (number == template.defaultVersionNumber()) {
                kept.add(error(
                        template,
                        number,
                        LaunchTemplateErrorCode.UNEXPECTED_ERROR,
                        "You cannot delete the default version of a launch template"));
            } else {
                call.remove(Kinds.LAUNCH_TEMPLATE_VERSION, key);
                deleted.add(DeleteLaunchTemplateVersionsResponseSuccessItem.builder()
                        .launchTemplateId(template.launchTemplateId())
                        .launchTemplateName(template.launchTemplateName())
                        .versionNumber(number)
                        .build());
            }
        }
        return DeleteLaunchTemplateVersionsResponse.builder()
                .successfullyDeletedLaunchTemplateVersions(deleted)
                .unsuccessfullyDeletedLaunchTemplateVersions(kept)
                .build();
    }

    private static DeleteLaunchTemplateVersionsResponseErrorItem error(
            LaunchTemplate template, long number, LaunchTemplateErrorCode code, String message) {
        return DeleteLaunchTemplateVersionsResponseErrorItem.builder()
                .launchTemplateId(template.launchTemplateId())
                .launchTemplateName(template.launchTemplateName())
                .versionNumber(number)
                .responseError(error -> error.code(code).message(message))
                .build();
    }
}
