package io.stockade.sandbox.counterpart;

import io.stockade.sandbox.counterpart.CounterpartException.Reason;
import io.stockade.sandbox.service.Call;
import io.stockade.sandbox.world.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The databases of an account in a region: users with passwords, which log in or don't. What sets them up, or makes
 * them fail, is here beside what their clients can do.
 */
public final class Counterpart {
    private final Access access;

    /** How the world is come by: from a test, or from inside a call. */
    public interface Access {
        /** Looks at the world or changes it, at one instant. */
        <T> T within(Function<Call, T> action);
    }

    public Counterpart(Access access) {
        this.access = access;
    }

    /** The same from inside a call. */
    public static Counterpart in(Call call) {
        return new Counterpart(new Access() {
            @Override
            public <T> T within(Function<Call, T> action) {
                return action.apply(call);
            }
        });
    }

    /** What is kept. */
    public static List<Table<?>> tables() {
        return List.of(CounterpartDatabase.TABLE, CounterpartUser.TABLE);
    }

    /** Has a database be there: reachable, and quick. */
    public void database(String host) {
        put(new CounterpartDatabase(host, true, Duration.ZERO));
    }

    /** Has a user be there with a password that fits at once. */
    public void user(String host, String name, String password) {
        set(host, name, false, password);
    }

    /** The same for one that may change others. */
    public void admin(String host, String name, String password) {
        set(host, name, true, password);
    }

    /** Has connections come about again, or no longer. */
    public void reachable(String host, boolean on) {
        CounterpartDatabase database = database(find(host));
        put(new CounterpartDatabase(host, on, database.settling()));
    }

    /** Has passwords that are changed from now on fit only after some time; until then the ones before do. */
    public void settling(String host, Duration time) {
        CounterpartDatabase database = database(find(host));
        put(new CounterpartDatabase(host, database.reachable(), time));
    }

    /** Whether anybody ever set up a database of that name. */
    public boolean isThere(String host) {
        return find(host).isPresent();
    }

    /** Whether a user is there, whatever the password. */
    public boolean hasUser(String host, String name) {
        return access.within(call -> call.find(CounterpartUser.TABLE, CounterpartUser.key(host, name))
                .isPresent());
    }

    /** Tries a user and a password. */
    public Login login(String host, String name, String password) {
        return access.within(call -> {
            if (!connects(call, host)) {
                return Login.UNREACHABLE;
            }
            return user(call, host, name)
                    .filter(user -> user.passwordAt(call.now()).equals(digest(call, host, name, password)))
                    .map(user -> Login.OK)
                    .orElse(Login.WRONG_PASSWORD);
        });
    }

    /**
     * Changes a user's password: one's own, or as an admin anybody's.
     *
     * @throws CounterpartException if it was not changed
     */
    public void changePassword(Credentials as, String name, String password) {
        access.within(call -> {
            CounterpartUser user = authorised(call, as, name);
            Instant since = call.now()
                    .plus(database(call.find(CounterpartDatabase.TABLE, as.host()))
                            .settling());
            save(
                    call,
                    new CounterpartUser(
                            user.host(),
                            name,
                            user.admin(),
                            user.passwordAt(call.now()),
                            digest(call, user.host(), name, password),
                            since));
            return null;
        });
    }

    /**
     * Makes a user with the rights of another, as an admin.
     *
     * @throws CounterpartException if it was not made
     */
    public void cloneUser(Credentials as, String name, String clone, String password) {
        access.within(call -> {
            CounterpartUser user = authorised(call, as, name);
            if (!authorised(call, as, as.user()).admin()) {
                throw new CounterpartException(Reason.PERMISSION, as.user() + " may not make users");
            }
            String digest = digest(call, as.host(), clone, password);
            save(call, new CounterpartUser(as.host(), clone, user.admin(), digest, digest, call.now()));
            return null;
        });
    }

    private static CounterpartUser authorised(Call call, Credentials as, String name) {
        if (!connects(call, as.host())) {
            throw new CounterpartException(Reason.NETWORK, "connection to " + as.host() + " timed out");
        }
        CounterpartUser self = user(call, as.host(), as.user())
                .filter(user -> user.passwordAt(call.now()).equals(as.digest(call)))
                .orElseThrow(() -> new CounterpartException(
                        Reason.AUTHENTICATION, "password authentication failed for user " + as.user()));
        if (!self.admin() && !as.user().equals(name)) {
            throw new CounterpartException(Reason.PERMISSION, as.user() + " may not change " + name);
        }
        return user(call, as.host(), name)
                .orElseThrow(() -> new CounterpartException(Reason.PERMISSION, "there is no user " + name));
    }

    private static boolean connects(Call call, String host) {
        return call.find(CounterpartDatabase.TABLE, host)
                .map(CounterpartDatabase::reachable)
                .orElse(false);
    }

    private static Optional<CounterpartUser> user(Call call, String host, String name) {
        return call.find(CounterpartUser.TABLE, CounterpartUser.key(host, name));
    }

    static String digest(Call call, String host, String name, String password) {
        return call.seal().digest(password, CounterpartUser.key(host, name));
    }

    private void set(String host, String name, boolean admin, String password) {
        access.within(call -> {
            String digest = digest(call, host, name, password);
            save(call, new CounterpartUser(host, name, admin, digest, digest, call.now()));
            return null;
        });
    }

    private static void save(Call call, CounterpartUser user) {
        call.put(CounterpartUser.TABLE, CounterpartUser.key(user.host(), user.name()), user);
    }

    private Optional<CounterpartDatabase> find(String host) {
        return access.within(call -> call.find(CounterpartDatabase.TABLE, host));
    }

    private static CounterpartDatabase database(Optional<CounterpartDatabase> found) {
        return found.orElseThrow(() -> new IllegalStateException("there is no such database"));
    }

    private void put(CounterpartDatabase database) {
        access.within(call -> {
            call.put(CounterpartDatabase.TABLE, database.host(), database);
            return null;
        });
    }
}
