package io.stockade.spec;

import java.util.Map;

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

    public static final String PRINCIPAL_ARN = "^arn:aws[a-z-]*:iam::[0-9]{12}:(root|(role|user)/[\\w+=,.@/-]+)$";
    public static final String KMS_KEY =
            "^(arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:(key|alias)/|alias/)[a-zA-Z0-9/_-]+$";
    public static final String FUNCTION_ARN =
            "^arn:aws[a-z-]*:lambda:[a-z0-9-]+:[0-9]{12}:function:[a-zA-Z0-9_-]+(:[a-zA-Z0-9_-]+)?$";
    public static final String DAYS = "^[0-9]{1,2}d$";
    public static final String SCHEDULE = "^(cron|rate)[(][0-9A-Za-z#?*/, -]+[)]$";
    public static final String CRON = "^cron[(][0-9A-Za-z#?*/, -]+[)]$";
    public static final String INTERVAL = "^[0-9]{1,5}[hd]$";
    public static final String WINDOW = "^[0-9]{1,2}h$";
    public static final String HOST = "^[a-zA-Z0-9]([a-zA-Z0-9.-]*[a-zA-Z0-9])?$";
    public static final String DATABASE_NAME = "^[\\w$-]+$";
    public static final String USERNAME = "^[\\w.@$#+-]+$";
    public static final String PRINTABLE = "^[!-~]*$";
    public static final String RUNTIME = "^[a-z][a-z0-9.]*$";
    public static final String HANDLER = "^[!-~]+$";
    public static final String BUCKET = "^[a-z0-9][a-z0-9.-]*[a-z0-9]$";

    /** What EC2 takes as the description of a group or a rule. */
    public static final String DESCRIPTION = "^[a-zA-Z0-9 ._:/()#,@\\[\\]+=&;{}!$*-]*$";

    private static final Map<String, String> IN_WORDS = Map.ofEntries(
            Map.entry(LABEL, "lower-case letters, digits and hyphens, with a letter or digit at both ends"),
            Map.entry(REGION, "a region such as eu-west-1"),
            Map.entry(ZONE_ID, "a zone id such as euw1-az1"),
            Map.entry(ACCOUNT, "the 12 digits of an AWS account"),
            Map.entry(ROLE_ARN, "a role such as arn:aws:iam::111122223333:role/stockade"),
            Map.entry(POLICY_ARN, "a policy such as arn:aws:iam::111122223333:policy/boundary"),
            Map.entry(EXTERNAL_ID, "letters, digits and +=,.@:/-"),
            Map.entry(IAM_PATH, "a path such as /stockade/, with a slash at both ends"),
            Map.entry(TIMESTAMP, "a time such as 2026-12-01T00:00:00Z"),
            Map.entry(IPV4_CIDR, "an IPv4 range such as 10.0.0.0/16"),
            Map.entry(CIDR, "an address range such as 203.0.113.0/24"),
            Map.entry(PREFIX_LIST, "a prefix list id such as pl-0123456789abcdef0"),
            Map.entry(INSTANCE_TYPE, "an instance type such as t4g.nano"),
            Map.entry(SERVICE, "a service's short name such as s3, ssm or ecr.api"),
            Map.entry(PRINCIPAL_ARN, "a role, a user or an account such as arn:aws:iam::111122223333:role/orders-api"),
            Map.entry(KMS_KEY, "a key's ARN, or an alias such as alias/orders"),
            Map.entry(FUNCTION_ARN, "a function such as arn:aws:lambda:eu-west-1:111122223333:function:rotate"),
            Map.entry(DAYS, "a number of days such as 30d"),
            Map.entry(SCHEDULE, "a schedule such as cron(0 3 ? * SUN *) or rate(30 days)"),
            Map.entry(CRON, "a schedule such as cron(0 3 ? * SUN *)"),
            Map.entry(INTERVAL, "a number of days or hours such as 30d or 12h"),
            Map.entry(WINDOW, "a number of hours such as 2h"),
            Map.entry(HOST, "a host such as db.internal"),
            Map.entry(DATABASE_NAME, "letters, digits and _$-"),
            Map.entry(USERNAME, "letters, digits and _.@$#+-"),
            Map.entry(PRINTABLE, "ASCII letters, digits and punctuation, without spaces"),
            Map.entry(RUNTIME, "a runtime such as python3.13"),
            Map.entry(HANDLER, "a handler such as lambda_function.lambda_handler"),
            Map.entry(BUCKET, "lower-case letters, digits, dots and hyphens, with a letter or digit at both ends"),
            Map.entry(DESCRIPTION, "ASCII letters, digits, spaces and ._-:/()#,@[]+=&;{}!$*"));

    private Patterns() {}

    /** What a text of this shape looks like, for people. */
    public static String inWords(String pattern) {
        return IN_WORDS.getOrDefault(pattern, "a text that matches " + pattern);
    }
}
