package io.stockade.spec;

/**
 * What the API server checks beyond the shape of a single field, in its own language, CEL. Each is what a rule in {@code
 * spec.rules} says too, in words and with the place: that one judges, and these only refuse earlier what it would refuse.
 * What CEL can't say, or not within the server's budget, is only there.
 *
 * <p>Source: kubernetes.io/docs/reference/using-api/cel; {@code cidr} and {@code ip} are there since Kubernetes 1.31.
 */
final class ServerRules {
    static final String UNCHANGED = "self == oldSelf";

    static final String KEEPS_ENVIRONMENT = "!has(oldSelf.environment) || has(self.environment)";
    static final String KEEPS_ACCOUNT =
            "!has(oldSelf.account) || !has(oldSelf.account.id)" + " || (has(self.account) && has(self.account.id))";
    static final String KEEPS_CIDR =
            "!has(oldSelf.network) || !has(oldSelf.network.cidr)" + " || (has(self.network) && has(self.network.cidr))";

    static final String KNOWN_AREA = "['af', 'ap', 'ca', 'cn', 'eu', 'eusc', 'il', 'me', 'mx', 'sa', 'us']"
            + ".exists(area, self.startsWith(area + '-'))";

    static final String ROLE_OF_ACCOUNT =
            "!has(self.id) || !has(self.roleArn) || self.roleArn.split(':')[4] == self.id";
    static final String BOUNDARY_OF_ACCOUNT = "!has(self.account) || !has(self.account.id) || !has(self.iam)"
            + " || !has(self.iam.permissionsBoundary)"
            + " || self.iam.permissionsBoundary.split(':')[4] in ['aws', self.account.id]";

    static final String TAG_KEYS =
            "self.all(key, key != '' && size(key) <= 128 && !key.matches('^(?i)(aws:|stockade[.]dev/)')"
                    + " && key.matches('^[\\\\p{L}\\\\p{Zs}\\\\p{N}_.:/=+@-]*$'))";
    static final String TAG_VALUES = "self.all(key, self[key].matches('^[\\\\p{L}\\\\p{Zs}\\\\p{N}_.:/=+@-]*$'))";

    static final String EACH_ONCE = "self.all(one, self.exists_one(other, one == other))";

    /** In the form in which AWS gives it back. */
    static final String START_OF_RANGE =
            "isCIDR(self) && cidr(self).ip().family() == 4 && cidr(self) == cidr(self).masked()";

    static final String SIZE_OF_VPC =
            "!isCIDR(self) || (cidr(self).prefixLength() >= 16 && cidr(self).prefixLength() <= 28)";

    private static final String ZONES = "(has(self.zoneIds) ? size(self.zoneIds) : has(self.zones) ? self.zones : 3)";

    /** Subnets are of /28 at the least, as many as the next power of two. */
    static final String ROOM_FOR_SUBNETS =
            "!has(self.cidr) || !isCIDR(self.cidr) || cidr(self.cidr).prefixLength() <= 22"
                    + " || cidr(self.cidr).prefixLength() > 28"
                    + " || " + ZONES + " * (has(self.tiers) ? size(self.tiers) : 3)"
                    + " <= [32, 16, 8, 4, 2, 1][cidr(self.cidr).prefixLength() - 23]";

    static final String ONE_COUNT_OF_ZONES = "!(has(self.zones) && has(self.zoneIds))";
    static final String ISOLATED_IN_TWO_ZONES =
            ZONES + " > 1 || (has(self.tiers) && self.tiers.all(tier, tier.access != 'Isolated'))";
    static final String PUBLIC_FOR_NAT =
            "!has(self.tiers) || (has(self.nat) && has(self.nat.mode) && self.nat.mode == 'None')"
                    + " || !self.tiers.exists(tier, tier.access == 'Private')"
                    + " || self.tiers.exists(tier, tier.access == 'Public')";
    static final String TIERS_OF_ENDPOINTS = "!has(self.endpoints) || self.endpoints.all(endpoint, !has(endpoint.tiers)"
            + " || endpoint.tiers.all(name, has(self.tiers) ? self.tiers.exists(tier, tier.name == name)"
            + " : name in ['public', 'private', 'isolated']))";

    static final String SHORT_SERVICE = "!self.startsWith('com.amazonaws.')";
    static final String GATEWAY_SERVICE =
            "!has(self.type) || self.type != 'Gateway' || self.service in ['s3', 'dynamodb']";
    static final String NOTHING_FOR_GATEWAY = "(has(self.type) ? self.type == 'Interface'"
            + " : !(self.service in ['s3', 'dynamodb'])) || (!has(self.tiers) && !has(self.privateDns))";

    static final String OWN_NAME_OF_GROUP = "!(self in ['default', 'nat', 'endpoints']) && !self.startsWith('sg-')";

    static final String ONE_PEER =
            "[has(self.group), has(self.cidr), has(self.prefixList)].filter(given, given).size() == 1";
    static final String PORT_OR_PORTS = "!(has(self.port) && has(self.ports))";
    static final String PORTS_WHERE_THERE_ARE_ANY = "(has(self.protocol) && self.protocol in ['icmp', 'all'])"
            + " ? !has(self.port) && !has(self.ports) : has(self.port) || has(self.ports)";
    static final String GROUP_ON_A_SIDE = "has(self.from.group) || has(self.to.group)";
    static final String PORTS_IN_ORDER = "self.from <= self.to";

    private static final String EVERYTHING = "((has(self.protocol) && self.protocol == 'all')"
            + " || (has(self.ports) && self.ports.to - self.ports.from >= 32768))";
    private static final String LOGINS = "((has(self.port) && self.port in [22, 3389])"
            + " || (has(self.ports) && [22, 3389].exists(login, self.ports.from <= login && login <= self.ports.to)))";

    static final String NOT_FROM_ANYWHERE =
            "!has(self.from.cidr) || !isCIDR(self.from.cidr) || cidr(self.from.cidr).ip().family() != 4"
                    + " || cidr(self.from.cidr).prefixLength() >= 8 || !(" + EVERYTHING + " || " + LOGINS + ")";
    static final String NOT_TO_ANYWHERE =
            "!has(self.to.cidr) || !isCIDR(self.to.cidr) || cidr(self.to.cidr).ip().family() != 4"
                    + " || cidr(self.to.cidr).prefixLength() >= 8 || !" + EVERYTHING;

    private static final String GROUP_OF_FUNCTION = "has(self.secrets) && self.secrets.exists(secret,"
            + " link.from.group == 'rotate-' + secret.name && has(secret.rotation) && has(secret.rotation.lambda)"
            + " && has(secret.rotation.lambda.code))";

    static final String LINKS_FROM_GROUPS = "!has(self.links) || self.links.all(link, !has(link.from.group)"
            + " || (has(self.securityGroups) && self.securityGroups.exists(group, group.name == link.from.group))"
            + " || (link.from.group.startsWith('rotate-') && " + GROUP_OF_FUNCTION + "))";
    static final String LINKS_TO_GROUPS = "!has(self.links) || self.links.all(link, !has(link.to.group)"
            + " || (has(self.securityGroups) && self.securityGroups.exists(group, group.name == link.to.group)))";
    static final String GROUPS_OF_FUNCTIONS = "!has(self.securityGroups) || !has(self.secrets)"
            + " || self.secrets.all(secret, !has(secret.rotation) || !has(secret.rotation.lambda)"
            + " || !has(secret.rotation.lambda.code)"
            + " || !self.securityGroups.exists(group, group.name == 'rotate-' + secret.name))";

    private static final String ACCOUNT =
            "(has(self.account.id) ? self.account.id : self.account.roleArn.split(':')[4])";

    static final String ROLES_OF_ACCOUNT = "!has(self.secretAccess) || !has(self.account)"
            + " || (!has(self.account.id) && !has(self.account.roleArn))"
            + " || ((!has(self.secretAccess.readers)"
            + " || self.secretAccess.readers.all(role, role.split(':')[4] == " + ACCOUNT + "))"
            + " && (!has(self.secretAccess.writers)"
            + " || self.secretAccess.writers.all(role, role.split(':')[4] == " + ACCOUNT + ")))";

    private static final String ALL_ROLES =
            "((has(self.readers) ? self.readers : [])" + " + (has(self.writers) ? self.writers : []))";

    static final String ROLES_OF_ONE_ACCOUNT =
            ALL_ROLES + ".all(role, role.split(':')[4] == " + ALL_ROLES + "[0].split(':')[4])";

    private static final String NO_ROTATION = "!has(secret.rotation)";

    static final String KEYS_OF_REGION = "!has(self.secrets) || self.secrets.all(secret, !has(secret.kmsKey)"
            + " || secret.kmsKey.startsWith('alias/') || secret.kmsKey.split(':')[3] == self.region)";
    static final String FUNCTIONS_OF_REGION = "!has(self.secrets) || self.secrets.all(secret, " + NO_ROTATION
            + " || ((!has(secret.rotation.hooks) || secret.rotation.hooks.functionArn.split(':')[3] == self.region)"
            + " && (!has(secret.rotation.lambda) || !has(secret.rotation.lambda.functionArn)"
            + " || secret.rotation.lambda.functionArn.split(':')[3] == self.region)))";
    static final String REPLICAS_ELSEWHERE = "!has(self.secrets) || self.secrets.all(secret, !has(secret.replicas)"
            + " || secret.replicas.all(replica, replica.region != self.region))";
    static final String TIERS_OF_FUNCTIONS = "!has(self.secrets) || self.secrets.all(secret, " + NO_ROTATION
            + " || !has(secret.rotation.lambda) || !has(secret.rotation.lambda.tier)"
            + " || (has(self.network) && has(self.network.tiers)"
            + " ? self.network.tiers.exists(tier, tier.name == secret.rotation.lambda.tier)"
            + " : secret.rotation.lambda.tier in ['public', 'private', 'isolated']))";

    static final String KEY_OF_YOUR_OWN = "!self.matches('(^|:)alias/aws/')";
    static final String KEY_OF_REPLICA =
            "!has(self.kmsKey) || self.kmsKey.startsWith('alias/')" + " || self.kmsKey.split(':')[3] == self.region";
    static final String SEVEN_TO_THIRTY_DAYS =
            "int(self.substring(0, size(self) - 1)) >= 7 && int(self.substring(0, size(self) - 1)) <= 30";
    static final String POLICY_IN_LIMITS = ALL_ROLES + ".map(principal, size(principal) + 1).sum() <= 19000";

    static final String ONE_SOURCE =
            "[has(self.random), has(self.database), has(self.external)].filter(given, given).size() == 1";
    static final String PASSWORD_OF_ENGINE = "!has(self.length) || self.length <= {'postgres': 128, 'mysql': 41,"
            + " 'mariadb': 41, 'oracle': 30, 'sqlserver': 128, 'db2': 255}[self.engine]";
    static final String HOST_OR_ADDRESS = "!self.matches('^[0-9.]+$') || isIP(self)";

    private static final String GENERATED =
            "(has(self.rotation.strategy) ? self.rotation.strategy == 'Generated' : !has(self.rotation.lambda))";

    static final String GENERATED_CAN_BE_WRITTEN =
            "!has(self.rotation) || !" + GENERATED + " || !has(self.value.external)";
    static final String GENERATED_REACHES_DATABASE =
            "!has(self.rotation) || !" + GENERATED + " || !has(self.value.database) || has(self.rotation.hooks)";

    static final String ONE_SCHEDULE = "has(self.schedule) != has(self.every)";
    static final String WHO_ROTATES =
            "!has(self.strategy)" + " || (self.strategy == 'Lambda' ? has(self.lambda) : !has(self.lambda))";
    static final String HOOKS_OF_GENERATED =
            "!has(self.hooks) || (has(self.strategy) ? self.strategy == 'Generated' : !has(self.lambda))";
    static final String SCHEDULE_OF_AWS = "self.matches('^rate[(][0-9]+ (hour|day)s?[)]$')"
            + " || self.matches('^cron[(] *0 +[^ ]+ +([?] +[^ ]+ +[^ ?]+|[^ ?]+ +[^ ]+ +[?]) +[*] *[)]$')";
    static final String FOUR_HOURS_TO_999_DAYS = "int(self.substring(0, size(self) - 1))"
            + " * (self.endsWith('d') ? 24 : 1) >= 4"
            + " && int(self.substring(0, size(self) - 1)) * (self.endsWith('d') ? 24 : 1) <= 23976";
    static final String HOURS_OF_A_DAY =
            "int(self.substring(0, size(self) - 1)) >= 1 && int(self.substring(0, size(self) - 1)) <= 24";

    static final String WINDOW_OF_MODE = "(self.mode == 'CorrectInWindow') == has(self.window)";
    static final String UNTIL_OF_MODE = "(self.mode == 'IgnoreUntil') == has(self.until)";
    static final String ABOUT_SOMETHING = "has(self.kind) || has(self.name) || has(self.field) || has(self.severity)";

    static final String ONE_FUNCTION = "has(self.functionArn) != has(self.code)";
    static final String WHOLE_FUNCTION =
            "!has(self.code) || (has(self.tier) && has(self.runtime) && has(self.handler))";
    static final String BARE_FUNCTION = "!has(self.functionArn) || (!has(self.tier) && !has(self.runtime)"
            + " && !has(self.handler) && !has(self.timeout) && !has(self.memory))";

    private ServerRules() {}
}
