package io.stockade.contract;

import static io.stockade.contract.Script.script;
import static io.stockade.contract.Stage.then;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;

/** What holds for all calls alike: pages, tokens, dry runs, throttles, tags, zones, partitions. */
final class Protocol {
    static final List<Script> SCRIPTS = List.of(
            script("a list comes in pages of the size that is asked for", Source.ec2("DescribeSecurityGroups"))
                    .about("DescribeSecurityGroups")
                    .item(13)
                    .play(Protocol::pages)
                    .onAws("5, then 2")
                    .onMoto("7, then nothing", "moto has no pages of EC2's lists"),
            script(
                            "a list of route tables comes in pages though none were asked for",
                            Source.ec2("DescribeRouteTables"))
                    .about("DescribeRouteTables")
                    .item(13)
                    .play(Protocol::tables)
                    .onAws("100, then 6")
                    .onMoto("106, then nothing", "moto has no pages of EC2's lists"),
            script("a page has five at least", Source.ec2("DescribeVpcs"))
                    .about("DescribeVpcs")
                    .item(13)
                    .play(stage -> stage.answer(() -> stage.ec2.describeVpcs(request -> request.maxResults(1))))
                    .onAws("InvalidParameterValue")
                    .onMoto("done", "moto has no pages of EC2's lists"),
            script("a page's token is none that one makes up", Source.EC2_ERRORS)
                    .about("DescribeVpcs")
                    .item(13)
                    .play(stage -> stage.answer(() -> stage.ec2.describeVpcs(
                            request -> request.maxResults(5).nextToken("made-up"))))
                    .onAws("InvalidNextToken")
                    .onMoto("done", "moto has no pages of EC2's lists"),
            script("pages and ids don't go together", Source.ec2("DescribeVpcs"))
                    .about("DescribeVpcs")
                    .item(13)
                    .play(stage -> {
                        String vpc = stage.vpc();
                        return stage.answer(() -> stage.ec2.describeVpcs(
                                request -> request.vpcIds(vpc).maxResults(5)));
                    })
                    .onAws("InvalidParameterCombination")
                    .onMoto("done", "moto has no pages of EC2's lists"),
            token("CreateNatGateway", Tokens::natGateway),
            token("CreateVpcEndpoint", Tokens::endpoint),
            token("CreateNetworkInterface", Tokens::networkInterface),
            token("CreateRouteTable", Tokens::routeTable),
            token("CreateLaunchTemplate", Tokens::launchTemplate),
            script("a dry run changes nothing, and says what would have come of it", Source.ec2("CreateVpc"))
                    .about("DeleteVpc")
                    .item(10)
                    .play(stage -> {
                        String vpc = stage.vpc();
                        return then(
                                stage.answer(() -> stage.ec2.deleteVpc(
                                        request -> request.vpcId(vpc).dryRun(true))),
                                stage.answer(() -> stage.ec2.describeVpcs(request -> request.vpcIds(vpc))));
                    })
                    .onAws("DryRunOperation; done")
                    .onMoto("done; InvalidVpcID.NotFound", "moto deletes the VPC all the same"),
            script("a burst is throttled, by action", Source.EC2_THROTTLING)
                    .about("DescribeInternetGateways", "DescribeAddresses")
                    .item(14)
                    .play(Protocol::burst)
                    .onAws("RequestLimitExceeded; done")
                    .onMoto("done; done", "moto throttles nobody"),
            script(
                            "tags are put on what is there, and are not the caller's where they begin with aws:",
                            Source.ec2("CreateTags"))
                    .about("CreateTags")
                    .item(11)
                    .play(stage -> {
                        String vpc = stage.vpc();
                        return then(
                                put(stage, vpc, Stage.tag("stack", "orders")),
                                put(stage, vpc, Stage.tag("aws:stack", "orders")),
                                put(stage, "vpc-0123456789abcdef0", Stage.tag("stack", "orders")));
                    })
                    .onAws("done; InvalidParameterValue; InvalidVpcID.NotFound")
                    .onMoto("done; done; InvalidVpcID.NotFound", "moto takes any key"),
            script("a thing has 50 tags", Source.guide("Using_Tags"))
                    .about("CreateTags")
                    .item(11)
                    .play(stage -> {
                        List<Tag> tags = new ArrayList<>();
                        for (int index = 0; index < 51; index++) {
                            tags.add(Stage.tag("key-" + index, "value"));
                        }
                        return put(stage, stage.vpc(), tags.toArray(Tag[]::new));
                    })
                    .onAws("TagLimitExceeded"),
            script("a zone has a name in this account and an id in all", Source.ec2("DescribeAvailabilityZones"))
                    .about("DescribeAvailabilityZones")
                    .play(stage -> {
                        var zone = stage.ec2
                                .describeAvailabilityZones(request -> request.zoneIds("euw1-az1"))
                                .availabilityZones();
                        return then(
                                zone.size(),
                                zone.get(0).zoneName().matches("eu-west-1[abc]")
                                        ? "a name"
                                        : zone.get(0).zoneName());
                    })
                    .onAws("1; a name"),
            script("names in China begin with a partition of their own", Source.PARTITIONS)
                    .about("CreateSubnet", "GetCallerIdentity")
                    .item(27)
                    .play(stage -> {
                        Stage china = stage.in("cn-north-1");
                        String vpc = china.vpc();
                        String subnet = china.ec2
                                .createSubnet(request -> request.vpcId(vpc).cidrBlock("10.40.0.0/24"))
                                .subnet()
                                .subnetArn();
                        String caller = china.sts.getCallerIdentity().arn();
                        return then(subnet.split(":")[1], caller.split(":")[1]);
                    })
                    .onAws("aws-cn; aws-cn")
                    .onMoto("aws; aws-cn", "moto names subnets as if there were one partition"),
            script("an account says how many addresses it may have", Source.ec2("DescribeAccountAttributes"))
                    .about("DescribeAccountAttributes")
                    .item(8)
                    .play(stage -> stage.ec2
                            .describeAccountAttributes(
                                    request -> request.attributeNamesWithStrings("vpc-max-elastic-ips"))
                            .accountAttributes()
                            .get(0)
                            .attributeValues()
                            .get(0)
                            .attributeValue())
                    .onAws("5"));

    private Protocol() {}

    /** A creation that is sent twice, and once more with something else in it. */
    private static Script token(String action, Script.Body body) {
        Script script = script("a token makes " + action + " happen once", Source.EC2_TOKENS)
                .about(action)
                .item(9)
                .play(body)
                .onAws("the same; IdempotentParameterMismatch");
        return Tokens.onMoto(action, script);
    }

    private static String put(Stage stage, String id, Tag... tags) {
        return stage.answer(
                () -> stage.ec2.createTags(request -> request.resources(id).tags(tags)));
    }

    private static String pages(Stage stage) {
        String vpc = stage.vpc();
        for (int made = 0; made < 6; made++) {
            stage.group(vpc, "group-" + made);
        }
        var first = stage.ec2.describeSecurityGroups(
                request -> request.filters(Stage.filter("vpc-id", vpc)).maxResults(5));
        if (first.nextToken() == null) {
            return first.securityGroups().size() + ", then nothing";
        }
        var second = stage.ec2.describeSecurityGroups(request ->
                request.filters(Stage.filter("vpc-id", vpc)).maxResults(5).nextToken(first.nextToken()));
        return first.securityGroups().size() + ", then "
                + second.securityGroups().size();
    }

    private static String tables(Stage stage) {
        String vpc = stage.vpc();
        for (int made = 0; made < 105; made++) {
            stage.ec2.createRouteTable(request ->
                    request.vpcId(vpc).tagSpecifications(Stage.tags(ResourceType.ROUTE_TABLE, "stack", "orders")));
            stage.pass(Duration.ofSeconds(1));
        }
        var first = stage.ec2.describeRouteTables(request -> request.filters(Stage.filter("vpc-id", vpc)));
        if (first.nextToken() == null) {
            return first.routeTables().size() + ", then nothing";
        }
        var second = stage.ec2.describeRouteTables(
                request -> request.filters(Stage.filter("vpc-id", vpc)).nextToken(first.nextToken()));
        return first.routeTables().size() + ", then " + second.routeTables().size();
    }

    /** More unfiltered reads at once than the bucket of their action holds; other actions have their own. */
    private static String burst(Stage stage) {
        String worst = Stage.DONE;
        for (int call = 0; call < 60 && worst.equals(Stage.DONE); call++) {
            worst = stage.answer(stage.ec2::describeInternetGateways);
        }
        return then(worst, stage.answer(stage.ec2::describeAddresses));
    }
}
