package io.stockade.sandbox.counterpart;

import io.stockade.sandbox.world.Table;
import java.time.Instant;

/**
 * A user of a database. Passwords are here as digests only.
 *
 * @param admin whether it may change others
 * @param password the digest of the one that fits until {@code since}
 * @param next the digest of the one that fits from then on
 */
record CounterpartUser(String host, String name, boolean admin, String password, String next, Instant since) {
    static final Table<CounterpartUser> TABLE =
            new Table<>("counterpart-user", CounterpartUser.class, CounterpartUser::host);

    static String key(String host, String name) {
        return host + "/" + name;
    }

    String passwordAt(Instant now) {
        return now.isBefore(since) ? password : next;
    }
}
