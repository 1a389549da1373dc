package io.stockade.spec;

/** The shapes of scalars, as both the API server and the reader of files check them. */
public final class Patterns {
    /** A DNS label, RFC 1123. */
    public static final String LABEL = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$";

    public static final String REGION = "^[a-z]{2,3}(-[a-z]+)+-[0-9]+$";
    public static final String ZONE_ID = "^[a-z0-9]+-az[0-9]+$";
    public static final String ACCOUNT = "^[0-9]{12}$";
    public static final String ROLE_ARN = "^arn:aws[a-z-]*:iam::[0-9]{12}:role/[\\w+=,.@/-]+$";
    public static final String POLICY_ARN = "^arn:aws[a-z-]*:iam::([0-9]{12}|aws):policy/[\\w+=,.@/-]+$";
    public static final String EXTERNAL_ID = "^[\\w+=,.@:/-]+$";
    public static final String IAM_PATH = "^/([!-.0-~]+/)*$";
    public static final String TIMESTAMP =
            "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})$";
    public static final String IPV4_CIDR = "^[0-9]{1,3}([.][0-9]{1,3}){3}/[0-9]{1,2}$";
    public static final String CIDR = "^[0-9a-fA-F:.]+/[0-9]{1,3}$";
    public static final String PREFIX_LIST = "^pl-[0-9a-f]{8,17}$";
    public static final String INSTANCE_TYPE = "^[a-z][a-z0-9-]*[.][a-z0-9-]+$";
    public static final String SERVICE = "^[a-z0-9]([a-z0-9._-]*[a-z0-9])?$";

    /** What EC2 takes as the description of a group or a rule. */
    public static final String DESCRIPTION = "^[a-zA-Z0-9 ._:/()#,@\\[\\]+=&;{}!$*-]*$";

    private Patterns() {}
}
