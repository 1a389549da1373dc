package io.stockade.sandbox.counterpart;

import io.stockade.sandbox.service.Call;

/** Who connects to a database, and the password for it, which no text shows. */
public final class Credentials {
    private final String host;
    private final String user;
    private final String password;

    public Credentials(String host, String user, String password) {
        this.host = host;
        this.user = user;
        this.password = password;
    }

    public String host() {
        return host;
    }

    public String user() {
        return user;
    }

    String digest(Call call) {
        return Counterpart.digest(call, host, user, password);
    }

    @Override
    public String toString() {
        return user + " at " + host;
    }
}
