package io.stockade.reliability;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.PutSecretValueRequest;

/** Every value of a secret that was ever sent: none of them may show up anywhere else. */
final class Canaries {
    private final Set<String> values = new TreeSet<>();

    void heard(AwsRequest request) {
        if (request instanceof CreateSecretRequest made && made.secretString() != null) {
            values.add(made.secretString());
        }
        if (request instanceof PutSecretValueRequest put && put.secretString() != null) {
            values.add(put.secretString());
        }
    }

    /** Whether a text contains one of them; which one isn't told. */
    boolean shownIn(String text) {
        Optional<String> shown = values.stream().filter(text::contains).findFirst();
        return shown.isPresent();
    }

    int count() {
        return values.size();
    }
}
