package io.stockade.kube;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an answer of the API server means for what was to be written. */
class AnswersTest {
    @ParameterizedTest
    @CsvSource({
        "409, ConflictException",
        "404, ConflictException",
        "422, RefusedException",
        "413, RefusedException",
        "429, UnansweredException",
        "500, UnansweredException",
        "0, UnansweredException"
    })
    void onlyWhatWouldBeAnsweredTheSameAgainIsARefusal(int code, String meaning) {
        KubernetesClientException failed = new KubernetesClientException(
                "the whole answer",
                code,
                new StatusBuilder().withMessage("the server's words").build());

        assertThatThrownBy(() -> Answers.of(() -> {
                    throw failed;
                }))
                .hasMessage("the server's words")
                .extracting(thrown -> thrown.getClass().getSimpleName())
                .isEqualTo(meaning);
    }
}
