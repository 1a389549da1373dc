package io.stockade.sandbox.service;

/** A refusal by AWS, before it is made into the exception of the service that was called. */
public final class AwsError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final int status;

    /**
     * @param code AWS's error code
     * @param status the HTTP status
     */
    public AwsError(String code, int status, String message) {
        super(message, null, false, false);
        this.code = code;
        this.status = status;
    }

    /** A fault of the caller, which EC2 answers with status 400. */
    public static AwsError of(String code, String message) {
        return new AwsError(code, 400, message);
    }

    /** A parameter that makes no sense. */
    public static AwsError invalidParameter(String message) {
        return of("InvalidParameterValue", message);
    }

    /** A parameter that is needed and not there. */
    public static AwsError missingParameter(String name) {
        return of("MissingParameter", "The request must contain the parameter " + name);
    }

    /** A deletion in the wrong order. */
    public static AwsError dependencyViolation(String message) {
        return of("DependencyViolation", message);
    }

    public String code() {
        return code;
    }

    public int status() {
        return status;
    }
}
