package io.stockade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stockade.aws.call.BucketSizes;
import io.stockade.cli.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Limits that an account has of its own, and what is said of a slip in them. */
class LimitsFileTest {
    @TempDir
    Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("limits.yaml"), text);
    }

    @Test
    void setsSingleActionsAndStaysUnderThem() throws IOException {
        BucketSizes sizes = LimitsFile.read(
                file(
                        "# asked for in May\nCreateVpcEndpoint: {bucket: 20, refill: 2}\nDescribeVpcs: {bucket: 200, refill: 40}\n"));

        assertThat(sizes.of("CreateVpcEndpoint")).isEqualTo(new BucketSizes.Size(18, 1.99));
        assertThat(sizes.of("DescribeVpcs")).isEqualTo(new BucketSizes.Size(160, 39.8));
        assertThat(sizes.of("DeleteVpcEndpoints"))
                .isEqualTo(BucketSizes.standard().of("DeleteVpcEndpoints"));
    }

    @Test
    void anActionStandsForAllThatAwsCountsWithIt() throws IOException {
        BucketSizes sizes = LimitsFile.read(file("PutSecretValue: {bucket: 200, refill: 100}\n"));

        assertThat(sizes.byAction().entrySet())
                .filteredOn(entry -> entry.getKey().startsWith("secretsmanager:Put"))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.getKey()).contains("UpdateSecretVersionStage");
                    assertThat(entry.getValue()).isEqualTo(new BucketSizes.Size(100, 99.5));
                });
    }

    @Test
    void withoutAFileAwsDefaultsHold() {
        assertThat(LimitsFile.read(null)).isEqualTo(BucketSizes.standard());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CreateVPCEndpoint: {bucket: 20, refill: 2} | did you mean 'CreateVpcEndpoint'?",
                "CreateVpcEndpoint: {bucket: 20} | CreateVpcEndpoint needs 'refill', a number of at least 0.00001",
                "CreateVpcEndpoint: {bucket: 0, refill: 2} | needs 'bucket', a number of at least 1",
                "CreateVpcEndpoint: {bucket: '20', refill: 2} | needs 'bucket'",
                "CreateVpcEndpoint: {bucket: 20, refill: 0} | needs 'refill'",
                "CreateVpcEndpoint: {bucket: 20, rate: 2} | has an unknown field 'rate'",
                "CreateVpcEndpoint: 20 | needs 'bucket'",
                "CreateVpcEndpoint | names no limits; expected lines such as",
                "'CreateVpcEndpoint: {' | is no YAML",
            })
    void aSlipIsNamed(String text, String message) throws IOException {
        Path file = file(text);

        assertThatThrownBy(() -> LimitsFile.read(file))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("limits.yaml")
                .hasMessageContaining(message);
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> LimitsFile.read(folder.resolve("none.yaml")))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("none.yaml can't be read");
    }
}
