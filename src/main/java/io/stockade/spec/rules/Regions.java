package io.stockade.spec.rules;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a region's name says: its partition, and how its zones' ids begin.
 *
 * <p>Source: docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html
 */
public final class Regions {
    /** The regions known at the time of the release; new ones only bring a warning. */
    static final List<String> KNOWN = List.of(
            "af-south-1",
            "ap-east-1",
            "ap-east-2",
            "ap-northeast-1",
            "ap-northeast-2",
            "ap-northeast-3",
            "ap-south-1",
            "ap-south-2",
            "ap-southeast-1",
            "ap-southeast-2",
            "ap-southeast-3",
            "ap-southeast-4",
            "ap-southeast-5",
            "ap-southeast-6",
            "ap-southeast-7",
            "ca-central-1",
            "ca-west-1",
            "cn-north-1",
            "cn-northwest-1",
            "eu-central-1",
            "eu-central-2",
            "eu-north-1",
            "eu-south-1",
            "eu-south-2",
            "eu-west-1",
            "eu-west-2",
            "eu-west-3",
            "il-central-1",
            "me-central-1",
            "me-south-1",
            "mx-central-1",
            "sa-east-1",
            "us-east-1",
            "us-east-2",
            "us-gov-east-1",
            "us-gov-west-1",
            "us-west-1",
            "us-west-2");

    private static final Map<String, String> PARTITIONS = Map.ofEntries(
            Map.entry("af", "aws"),
            Map.entry("ap", "aws"),
            Map.entry("ca", "aws"),
            Map.entry("cn", "aws-cn"),
            Map.entry("eu", "aws"),
            Map.entry("eusc", "aws-eusc"),
            Map.entry("il", "aws"),
            Map.entry("me", "aws"),
            Map.entry("mx", "aws"),
            Map.entry("sa", "aws"),
            Map.entry("us", "aws"),
            Map.entry("us-gov", "aws-us-gov"));

    private Regions() {}

    /** The partition of a region; empty when its name belongs to none. */
    public static Optional<String> partition(String region) {
        String area = region.startsWith("us-gov-") ? "us-gov" : region.substring(0, region.indexOf('-'));
        return Optional.ofNullable(PARTITIONS.get(area));
    }

    /** How the ids of a region's zones begin: {@code eu-west-1} gives {@code euw1}, {@code ap-southeast-2} gives {@code apse2}. */
    static String zonePrefix(String region) {
        String[] words = region.split("-");
        StringBuilder prefix = new StringBuilder(words[0]);
        for (int index = 1; index < words.length - 1; index++) {
            prefix.append(initials(words[index]));
        }
        return prefix.append(words[words.length - 1]).toString();
    }

    private static String initials(String direction) {
        for (String first : List.of("north", "south")) {
            if (direction.startsWith(first) && direction.length() > first.length()) {
                return "" + direction.charAt(0) + direction.charAt(first.length());
            }
        }
        return direction.substring(0, 1);
    }
}
