package io.stockade.spec.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read out of a region's name. */
class RegionsTest {
    /** Source: docs.aws.amazon.com/global-infrastructure/latest/regions/az-ids.html */
    @ParameterizedTest
    @CsvSource({
        "us-east-1, use1",
        "us-west-2, usw2",
        "eu-west-1, euw1",
        "eu-central-1, euc1",
        "eu-north-1, eun1",
        "ap-southeast-2, apse2",
        "ap-northeast-1, apne1",
        "ap-south-1, aps1",
        "sa-east-1, sae1",
        "ca-central-1, cac1",
        "me-south-1, mes1",
        "af-south-1, afs1",
        "il-central-1, ilc1",
        "us-gov-west-1, usgw1",
        "cn-northwest-1, cnnw1",
    })
    void zone_ids_begin_with_an_abbreviation_of_the_region(String region, String prefix) {
        assertThat(Regions.zonePrefix(region)).isEqualTo(prefix);
    }

    @Test
    void every_known_region_is_in_a_partition() {
        assertThat(Regions.KNOWN).allMatch(region -> Regions.partition(region).isPresent());
        assertThat(Regions.partition("cn-north-1")).contains("aws-cn");
        assertThat(Regions.partition("eusc-de-east-1")).contains("aws-eusc");
        assertThat(Regions.partition("us-gov-east-1")).contains("aws-us-gov");
        assertThat(Regions.partition("xx-west-1")).isEmpty();
    }
}
