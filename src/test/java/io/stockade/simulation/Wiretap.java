package io.stockade.simulation;

import io.stockade.aws.AwsClients;
import io.stockade.sandbox.service.Operations;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;

/**
 * Clients that tell of every request with all its parameters, which the journal does not keep.
 *
 * @param answers may say something else than what was answered
 */
record Wiretap(Consumer<Sent> listener, UnaryOperator<AwsResponse> answers) {
    /** One request, in AWS's words. */
    record Sent(String action, AwsRequest request) {
        boolean mutating() {
            return Operations.mutating(action);
        }
    }

    AwsClients on(AwsClients clients) {
        return Interposed.over(clients, call -> {
            listener.accept(new Sent(call.action(), call.request()));
            return answers.apply(call.answer(call.client(), call.request()));
        });
    }
}
