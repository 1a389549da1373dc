package io.stockade.live;

import io.stockade.aws.SdkClients;
import io.stockade.aws.Sessions;
import io.stockade.cloud.Clouds.Target;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the suite must be told before it touches an account.
 *
 * @param budget US dollars that it may cost, by the estimate of {@link Prices}
 * @param installation whose everything is that it makes, and all that its cleanup deletes
 */
record LiveSettings(String account, String region, BigDecimal budget, String installation) {
    /** @throws IllegalStateException that names what is missing */
    static LiveSettings read(UnaryOperator<@Nullable String> properties) {
        return new LiveSettings(
                required(properties, "account", "the 12 digits of the account that may be billed"),
                required(properties, "region", "such as eu-west-1"),
                new BigDecimal(required(properties, "budget", "the US dollars that a run may cost, such as 0.50")),
                Optional.ofNullable(properties.apply("stockade.live.installation"))
                        .orElse("stockade-live"));
    }

    static LiveSettings ofThisProcess() {
        return read(System::getProperty);
    }

    private static String required(UnaryOperator<@Nullable String> properties, String name, String what) {
        String value = properties.apply("stockade.live." + name);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException("give -Dstockade.live." + name + "=..., " + what);
        }
        return value;
    }

    Target target() {
        return new Target(region, account, null, null);
    }

    /**
     * Clients with the default credential chain.
     *
     * @throws IllegalStateException if the credentials belong to another account than the one that was named
     */
    SdkClients clients() {
        SdkClients clients = new SdkClients("live", new Sessions(installation, false));
        try {
            check(clients.open(target()).sts().getCallerIdentity().account());
            return clients;
        } catch (RuntimeException refused) {
            clients.close();
            throw refused;
        }
    }

    /** Nothing is done in an account that nobody named. */
    void check(String actual) {
        if (!actual.equals(account)) {
            throw new IllegalStateException("the credentials belong to account " + actual
                    + ", and -Dstockade.live.account is " + account + ": nothing was done");
        }
    }

    /** Nothing is begun that may cost more than was allowed. */
    void check(BigDecimal estimate) {
        if (estimate.compareTo(budget) > 0) {
            throw new IllegalStateException("the run may cost " + estimate + " USD, and -Dstockade.live.budget is "
                    + budget + ": nothing was done");
        }
    }
}
