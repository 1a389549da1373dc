package io.stockade.sandbox.ec2;

import io.stockade.sandbox.service.AwsError;
import io.stockade.sandbox.service.Call;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.LaunchTemplate;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;

/** Finding launch templates and their versions, as everything that launches from them does. */
public final class LaunchTemplates {
    private LaunchTemplates() {}

    /** A template by its id or its name. */
    public static LaunchTemplate require(Call call, @Nullable String id, @Nullable String name) {
        if (id != null) {
            return Things.require(call, Kinds.LAUNCH_TEMPLATE, id);
        }
        if (name == null) {
            throw AwsError.missingParameter("launchTemplateId or launchTemplateName");
        }
        return call.all(Kinds.LAUNCH_TEMPLATE.table()).stream()
                .filter(template -> template.launchTemplateName().equals(name))
                .findFirst()
                .orElseThrow(() -> AwsError.of(
                        "InvalidLaunchTemplateName.NotFoundException",
                        "At least one of the launch templates specified in the request does not exist: " + name));
    }

    /** A version by its number, or by {@code $Latest} or {@code $Default}, which is also what nothing means. */
    static LaunchTemplateVersion version(Call call, LaunchTemplate template, @Nullable String version) {
        String wanted = version == null || version.isEmpty() ? "$Default" : version;
        long number = switch (wanted) {
            case "$Latest" -> template.latestVersionNumber();
            case "$Default" -> template.defaultVersionNumber();
            default -> number(wanted);
        };
        return call.find(Kinds.LAUNCH_TEMPLATE_VERSION, key(template.launchTemplateId(), number))
                .map(found -> shown(found, template))
                .orElseThrow(() -> AwsError.of(
                        "InvalidLaunchTemplateId.VersionNotFound",
                        "Could not find the specified version " + wanted + " for the launch template with ID "
                                + template.launchTemplateId() + "."));
    }

    static List<LaunchTemplateVersion> versions(Call call, LaunchTemplate template) {
        return call.children(Kinds.LAUNCH_TEMPLATE_VERSION, template.launchTemplateId()).stream()
                .map(version -> shown(version, template))
                .toList();
    }

    static void put(Call call, LaunchTemplateVersion version) {
        call.put(Kinds.LAUNCH_TEMPLATE_VERSION, key(version.launchTemplateId(), version.versionNumber()), version);
    }

    /** Keys sort as their numbers do. */
    static String key(String id, long version) {
        return String.format(Locale.ROOT, "%s/%08d", id, version);
    }

    private static LaunchTemplateVersion shown(LaunchTemplateVersion version, LaunchTemplate template) {
        return version.toBuilder()
                .defaultVersion(version.versionNumber().equals(template.defaultVersionNumber()))
                .build();
    }

    static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException noNumber) {
            throw AwsError.of("InvalidLaunchTemplateId.VersionNotFound", "'" + text + "' is no version");
        }
    }
}
