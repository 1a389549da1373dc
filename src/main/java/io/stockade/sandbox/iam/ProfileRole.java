package io.stockade.sandbox.iam;

/** The one role that an instance profile can have. */
record ProfileRole(String profile, String role) {}
