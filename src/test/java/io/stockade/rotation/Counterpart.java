package io.stockade.rotation;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a secret opens: it knows the password of each user, and tells the truth about logins. A value is a password, of
 * the only user, or {@code user/password}.
 */
public final class Counterpart {
    private final Map<String, String> passwords = new TreeMap<>();

    /** Whether a login with this value works. */
    public boolean admits(@Nullable String value) {
        return value != null && value.equals(passwords.get(user(value)));
    }

    /** Whether anybody set a password. */
    public boolean used() {
        return !passwords.isEmpty();
    }

    /** From now on the user of this value has its password. */
    public void set(String value) {
        passwords.put(user(value), value);
    }

    private static String user(String value) {
        int slash = value.indexOf('/');
        return slash < 0 ? "" : value.substring(0, slash);
    }
}
