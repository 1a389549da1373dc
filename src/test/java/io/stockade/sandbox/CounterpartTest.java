package io.stockade.sandbox;

import static io.stockade.sandbox.Sandboxes.ACCOUNT;
import static io.stockade.sandbox.Sandboxes.REGION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stockade.sandbox.counterpart.Counterpart;
import io.stockade.sandbox.counterpart.CounterpartException;
import io.stockade.sandbox.counterpart.CounterpartException.Reason;
import io.stockade.sandbox.counterpart.Credentials;
import io.stockade.sandbox.counterpart.Login;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Databases whose logins tell the truth. */
class CounterpartTest {
    private static final String HOST = "db.internal";
    private static final Credentials APP = new Credentials(HOST, "app", "old");
    private static final Credentials ADMIN = new Credentials(HOST, "admin", "root");

    private final Sandbox sandbox = Sandboxes.create();
    private final Counterpart databases = sandbox.counterpart(ACCOUNT, REGION);

    @BeforeEach
    void setUp() {
        databases.database(HOST);
        databases.user(HOST, "app", "old");
        databases.admin(HOST, "admin", "root");
    }

    private Login login(String user, String password) {
        return databases.login(HOST, user, password);
    }

    private static void assertRefused(Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        CounterpartException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    @Test
    void wrongPasswordsAndUnknownUsersAreNotTheSameAsNoConnection() {
        assertThat(login("app", "old")).isEqualTo(Login.OK);
        assertThat(login("app", "root")).isEqualTo(Login.WRONG_PASSWORD);
        assertThat(login("nobody", "old")).isEqualTo(Login.WRONG_PASSWORD);
        assertThat(databases.login("elsewhere", "app", "old")).isEqualTo(Login.UNREACHABLE);

        databases.reachable(HOST, false);

        assertThat(login("app", "old")).isEqualTo(Login.UNREACHABLE);
        assertRefused(Reason.NETWORK, () -> databases.changePassword(APP, "app", "new"));
    }

    @Test
    void usersChangeThemselvesAndAdminsAnybody() {
        databases.changePassword(APP, "app", "new");
        assertThat(login("app", "old")).isEqualTo(Login.WRONG_PASSWORD);
        assertThat(login("app", "new")).isEqualTo(Login.OK);

        assertRefused(Reason.AUTHENTICATION, () -> databases.changePassword(APP, "app", "newer"));
        assertRefused(
                Reason.PERMISSION,
                () -> databases.changePassword(new Credentials(HOST, "app", "new"), "admin", "mine"));
        databases.changePassword(ADMIN, "app", "by admin");
        assertThat(login("app", "by admin")).isEqualTo(Login.OK);
    }

    @Test
    void clonesAreMadeByAdmins() {
        assertRefused(Reason.PERMISSION, () -> databases.cloneUser(APP, "app", "app_clone", "x"));

        databases.cloneUser(ADMIN, "app", "app_clone", "twin");

        assertThat(login("app_clone", "twin")).isEqualTo(Login.OK);
        assertThat(login("app", "old")).isEqualTo(Login.OK);
    }

    @Test
    void aChangeMayTakeItsTime() {
        databases.settling(HOST, Duration.ofSeconds(10));

        databases.changePassword(APP, "app", "new");

        assertThat(login("app", "old")).isEqualTo(Login.OK);
        assertThat(login("app", "new")).isEqualTo(Login.WRONG_PASSWORD);
        sandbox.time().pause(Duration.ofSeconds(10));
        assertThat(login("app", "old")).isEqualTo(Login.WRONG_PASSWORD);
        assertThat(login("app", "new")).isEqualTo(Login.OK);
    }

    @Test
    void noTextShowsAPassword() {
        assertThat(APP.toString()).isEqualTo("app at db.internal");
    }
}
