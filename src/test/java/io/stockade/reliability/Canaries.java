package io.stockade.reliability;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.PutSecretValueRequest;

/** The values of secrets that were sent: none of them may show up anywhere else. */
final class Canaries {
    private final Set<String> values = new LinkedHashSet<>();
    private final int most;

    /** @param most how many are looked for, the newest ones */
    Canaries(int most) {
        this.most = most;
    }

    void heard(AwsRequest request) {
        if (request instanceof CreateSecretRequest made && made.secretString() != null) {
            keep(made.secretString());
        }
        if (request instanceof PutSecretValueRequest put && put.secretString() != null) {
            keep(put.secretString());
        }
    }

    private void keep(String value) {
        values.add(value);
        if (values.size() > most) {
            values.remove(values.iterator().next());
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
