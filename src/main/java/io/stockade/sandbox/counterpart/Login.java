package io.stockade.sandbox.counterpart;

/** What comes of trying a user and a password. */
public enum Login {
    /** They fit. */
    OK,
    /** There is no such user, or the password is another. */
    WRONG_PASSWORD,
    /** No connection came about. */
    UNREACHABLE
}
