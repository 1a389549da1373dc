package io.stockade.sandbox.ec2;

import io.stockade.sandbox.service.AwsError;
import io.stockade.sandbox.service.Call;
import io.stockade.sandbox.service.ClientToken;
import io.stockade.sandbox.service.Operations;
import io.stockade.sandbox.service.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateRequest;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateResponse;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateRequest;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateResponse;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplatesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplatesResponse;
import software.amazon.awssdk.services.ec2.model.LaunchTemplate;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;
import software.amazon.awssdk.services.ec2.model.ModifyLaunchTemplateRequest;
import software.amazon.awssdk.services.ec2.model.ModifyLaunchTemplateResponse;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;

/** Launch templates. */
final class LaunchTemplateOperations {
    private static final int PAGE_SIZE = 200;

    private static final Filters<LaunchTemplate> FILTERS = new Filters<LaunchTemplate>()
            .one("launch-template-name", LaunchTemplate::launchTemplateName)
            .one("create-time", LaunchTemplate::createTime);

    private LaunchTemplateOperations() {}

    static void register(Operations operations) {
        operations
                .add(CreateLaunchTemplateRequest.class, LaunchTemplateOperations::create)
                .add(ModifyLaunchTemplateRequest.class, LaunchTemplateOperations::modify)
                .add(DescribeLaunchTemplatesRequest.class, LaunchTemplateOperations::describe)
                .add(DeleteLaunchTemplateRequest.class, LaunchTemplateOperations::delete);
    }

    private static CreateLaunchTemplateResponse create(Call call, CreateLaunchTemplateRequest request) {
        String id = ClientToken.once(call, request, () -> createNew(call, request));
        return CreateLaunchTemplateResponse.builder()
                .launchTemplate(Things.require(call, Kinds.LAUNCH_TEMPLATE, id))
                .build();
    }

    private static String createNew(Call call, CreateLaunchTemplateRequest request) {
        String name = request.launchTemplateName();
        if (name == null || !name.matches("[a-zA-Z0-9().\\-/_]{3,128}")) {
            throw AwsError.of(
                    "InvalidLaunchTemplateName.MalformedException",
                    "A launch template name must be between 3 and 128 characters, and may contain letters, numbers,"
                            + " and the following characters: ( ) . - / _");
        }
        if (call.all(Kinds.LAUNCH_TEMPLATE.table()).stream()
                .anyMatch(other -> other.launchTemplateName().equals(name))) {
            throw AwsError.of(
                    "InvalidLaunchTemplateName.AlreadyExistsException", "Launch template name already in use.");
        }
        LaunchTemplate template = LaunchTemplate.builder()
                .launchTemplateId(call.newId(Kinds.LAUNCH_TEMPLATE.prefix()))
                .launchTemplateName(name)
                .createTime(call.now())
                .createdBy(creator(call))
                .defaultVersionNumber(1L)
                .latestVersionNumber(1L)
                .tags(Tags.of(call, Kinds.LAUNCH_TEMPLATE, request.tagSpecifications()))
                .build();
        put(call, template);
        LaunchTemplates.put(call, version(call, template, request.versionDescription(), request.launchTemplateData()));
        return template.launchTemplateId();
    }

    static String creator(Call call) {
        return "arn:" + call.scope().partition() + ":iam::" + call.account() + ":role/" + call.principal();
    }

    static void put(Call call, LaunchTemplate template) {
        Things.put(call, Kinds.LAUNCH_TEMPLATE, template.launchTemplateId(), template);
    }

    /** The template's latest version, as its number says. */
    static LaunchTemplateVersion version(
            Call call,
            LaunchTemplate template,
            @Nullable String description,
            @Nullable RequestLaunchTemplateData data) {
        if (data == null) {
            throw AwsError.missingParameter("LaunchTemplateData");
        }
        return LaunchTemplateVersion.builder()
                .launchTemplateId(template.launchTemplateId())
                .launchTemplateName(template.launchTemplateName())
                .versionNumber(template.latestVersionNumber())
                .versionDescription(description)
                .createTime(call.now())
                .createdBy(creator(call))
                .defaultVersion(template.latestVersionNumber().equals(template.defaultVersionNumber()))
                .launchTemplateData(LaunchData.of(data))
                .build();
    }

    private static ModifyLaunchTemplateResponse modify(Call call, ModifyLaunchTemplateRequest request) {
        LaunchTemplate template =
                LaunchTemplates.require(call, request.launchTemplateId(), request.launchTemplateName());
        LaunchTemplateVersion version = LaunchTemplates.version(call, template, request.defaultVersion());
        LaunchTemplate changed = template.toBuilder()
                .defaultVersionNumber(version.versionNumber())
                .build();
        put(call, changed);
        return ModifyLaunchTemplateResponse.builder().launchTemplate(changed).build();
    }

    private static DescribeLaunchTemplatesResponse describe(Call call, DescribeLaunchTemplatesRequest request) {
        request.launchTemplateNames().forEach(name -> LaunchTemplates.require(call, null, name));
        List<String> names = request.launchTemplateNames();
        Page<LaunchTemplate> page = Listing.of(call, Kinds.LAUNCH_TEMPLATE)
                .ids(request.launchTemplateIds())
                .only(template -> names.isEmpty() || names.contains(template.launchTemplateName()))
                .filters(FILTERS, request.filters())
                .pageSize(PAGE_SIZE)
                .page(request.maxResults(), request.nextToken())
                .get();
        return DescribeLaunchTemplatesResponse.builder()
                .launchTemplates(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private static DeleteLaunchTemplateResponse delete(Call call, DeleteLaunchTemplateRequest request) {
        LaunchTemplate template =
                LaunchTemplates.require(call, request.launchTemplateId(), request.launchTemplateName());
        LaunchTemplates.versions(call, template)
                .forEach(version -> call.remove(
                        Kinds.LAUNCH_TEMPLATE_VERSION,
                        LaunchTemplates.key(version.launchTemplateId(), version.versionNumber())));
        call.remove(Kinds.LAUNCH_TEMPLATE.table(), template.launchTemplateId());
        return DeleteLaunchTemplateResponse.builder().launchTemplate(template).build();
    }
}
