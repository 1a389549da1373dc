package io.stockade.blueprint;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.graph.AddressPlan;
import io.stockade.graph.LaunchTemplate;
import io.stockade.graph.Owner;
import io.stockade.graph.RegionFacts;
import io.stockade.graph.RegionFacts.Quotas;
import io.stockade.graph.ResourceGraph;
import io.stockade.graph.ResourceKind;
import io.stockade.net.Cidr;
import io.stockade.spec.SecureStack;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Single decisions of a drawing, and how one follows another. */
class StackBlueprintTest {
    private static final RegionFacts IRELAND = Regions.named("ireland");
    private static final RegionFacts VIRGINIA = Regions.named("virginia");

    private static Blueprint draw(SecureStack stack, RegionFacts facts, AddressPlan remembered) {
        return StackBlueprint.draw(stack, facts, remembered, Manifests.owner(stack));
    }

    private static long count(ResourceGraph graph, ResourceKind kind) {
        return graph.nodes().keySet().stream()
                .filter(address -> address.kind() == kind)
                .count();
    }

    /** The counts are those of the stack that the incumbents' read costs were reckoned with. */
    @Test
    void referenceStackHasTheResourcesThatItIsKnownFor() {
        SecureStack stack =
                Manifests.network("{tiers: [{name: public, access: Public}, {name: private, access: Private}],"
                        + " nat: {mode: Gateway, availability: PerZone}}");

        ResourceGraph graph = draw(stack, IRELAND, AddressPlan.EMPTY).graph();

        assertThat(count(graph, ResourceKind.VPC)).isEqualTo(1);
        assertThat(count(graph, ResourceKind.INTERNET_GATEWAY)).isEqualTo(1);
        assertThat(count(graph, ResourceKind.SUBNET)).isEqualTo(6);
        assertThat(count(graph, ResourceKind.ROUTE_TABLE)).isEqualTo(4);
        assertThat(count(graph, ResourceKind.ROUTE_TABLE_ASSOCIATION)).isEqualTo(6);
        assertThat(count(graph, ResourceKind.ROUTE)).isEqualTo(4);
        assertThat(count(graph, ResourceKind.ELASTIC_IP)).isEqualTo(3);
        assertThat(count(graph, ResourceKind.NAT_GATEWAY)).isEqualTo(3);
    }

    @Test
    void questionsAreThoseThatTheDrawingAsks() {
        SecureStack stack = Manifests.read("""
                apiVersion: stockade.dev/v1alpha1
                kind: SecureStack
                metadata: {name: orders}
                spec: {region: cn-north-1, network: {endpoints: [{service: s3}, {service: ecr.api}]}}
                """);

        Questions questions = StackBlueprint.questions(stack);

        assertThat(questions.instanceTypes()).containsExactly("t4g.nano");
        assertThat(questions.prefixLists()).containsExactly("com.amazonaws.cn-north-1.s3");
        assertThat(questions.services())
                .containsExactly(
                        "cn.com.amazonaws.cn-north-1.ecr.api",
                        "cn.com.amazonaws.cn-north-1.s3",
                        "com.amazonaws.cn-north-1.ecr.api",
                        "com.amazonaws.cn-north-1.s3");
    }

    @Test
    void zonesAreAppendedAndTheLastIsDroppedFirst() {
        Blueprint two = draw(
                Manifests.network("{tiers: [{name: public, access: Public}], zones: 2}"), IRELAND, AddressPlan.EMPTY);
        Blueprint three = draw(
                Manifests.network("{tiers: [{name: public, access: Public}], zones: 3}"), IRELAND, two.addressPlan());
        Blueprint one = draw(
                Manifests.network("{tiers: [{name: public, access: Public}], zones: 1}"), IRELAND, three.addressPlan());
        Blueprint again = draw(
                Manifests.network("{tiers: [{name: public, access: Public}], zones: 3}"), IRELAND, one.addressPlan());

        assertThat(three.addressPlan().zoneIds())
                .startsWith(two.addressPlan().zoneIds().toArray(String[]::new));
        assertThat(one.addressPlan().zoneIds())
                .containsExactly(two.addressPlan().zoneIds().get(0));
        assertThat(again.addressPlan().subnets()).isEqualTo(three.addressPlan().subnets());
    }

    @Test
    void zoneThatTheRegionNoLongerShowsIsKept() {
        // Given
        SecureStack stack = Manifests.network("{}");
        AddressPlan remembered = draw(stack, IRELAND, AddressPlan.EMPTY).addressPlan();
        List<RegionFacts.Zone> fewer = new ArrayList<>(IRELAND.zones());
        fewer.remove(0);
        RegionFacts outage = new RegionFacts(
                IRELAND.scope(),
                fewer,
                IRELAND.offerings(),
                IRELAND.architectures(),
                IRELAND.services(),
                IRELAND.prefixLists(),
                IRELAND.quotas());

        // When
        Blueprint during = draw(stack, outage, remembered);

        // Then
        assertThat(during.addressPlan()).isEqualTo(remembered);
        assertThat(during.blocked()).isFalse();
        assertThat(during.notices())
                .extracting(Notice::message)
                .singleElement()
                .asString()
                .contains("euw1-az1");
    }

    @Test
    void onlyNatStaysWhereItIsWhenABetterZoneTurnsUp() {
        // Given
        SecureStack stack = Manifests.read("""
                apiVersion: stockade.dev/v1alpha1
                kind: SecureStack
                metadata: {name: orders, namespace: payments}
                spec: {region: us-east-1, network: {zoneIds: [use1-az1, use1-az2]}}
                """);
        AddressPlan remembered = draw(stack, VIRGINIA, AddressPlan.EMPTY).addressPlan();
        Map<String, TreeSet<String>> everywhere = Map.of("t4g.nano", new TreeSet<>(List.of("use1-az1", "use1-az2")));
        RegionFacts later = new RegionFacts(
                VIRGINIA.scope(),
                VIRGINIA.zones(),
                new TreeMap<>(everywhere),
                VIRGINIA.architectures(),
                VIRGINIA.services(),
                VIRGINIA.prefixLists(),
                VIRGINIA.quotas());

        // When
        Blueprint again = draw(stack, later, remembered);

        // Then
        assertThat(remembered.natZone()).isEqualTo("use1-az2");
        assertThat(again.addressPlan()).isEqualTo(remembered);
        assertThat(draw(stack, later, AddressPlan.EMPTY).addressPlan().natZone())
                .isEqualTo("use1-az1");
    }

    @Test
    void chosenRangeIsFreeAndKept() {
        // Given
        SecureStack stack = Manifests.network("{}");
        Cidr first = draw(stack, IRELAND, AddressPlan.EMPTY).addressPlan().vpc();
        assertThat(first).isNotNull();
        RegionFacts taken = Regions.ireland(new Quotas(null, 0, null, Map.of("vpc-1", List.of(first))));

        // When
        Blueprint elsewhere = draw(stack, taken, AddressPlan.EMPTY);
        Blueprint kept = draw(stack, taken, elsewhere.addressPlan());

        // Then
        assertThat(elsewhere.addressPlan().vpc()).isNotNull().isNotEqualTo(first);
        assertThat(elsewhere.notices()).isEmpty();
        assertThat(kept.addressPlan()).isEqualTo(elsewhere.addressPlan());
    }

    @Test
    void whatTheStackHasAlreadyIsNotHeldAgainstIt() {
        // Given
        SecureStack stack = Manifests.network("{cidr: 10.40.0.0/16, nat: {mode: Gateway, availability: PerZone}}");
        AddressPlan remembered = draw(stack, IRELAND, AddressPlan.EMPTY).addressPlan();
        RegionFacts full = Regions.ireland(new Quotas(3, 3, 1, Map.of("vpc-own", List.of(new Cidr("10.40.0.0/16")))));

        // When
        Blueprint known =
                StackBlueprint.draw(stack, full, remembered, Manifests.owner(stack), Existing.of("vpc-own", 3));
        Blueprint guessed = draw(stack, full, remembered);
        Blueprint missingOne =
                StackBlueprint.draw(stack, full, remembered, Manifests.owner(stack), Existing.of("vpc-own", 2));

        // Then
        assertThat(known.notices()).isEmpty();
        assertThat(guessed.notices()).isEmpty();
        assertThat(missingOne.notices()).extracting(Notice::path).containsExactly("spec.network.nat");
    }

    @Test
    void changedRangeIsRefusedAndTheOldOneDrawn() {
        AddressPlan remembered = draw(Manifests.network("{cidr: 10.40.0.0/16}"), IRELAND, AddressPlan.EMPTY)
                .addressPlan();

        Blueprint changed = draw(Manifests.network("{cidr: 10.41.0.0/16}"), IRELAND, remembered);

        assertThat(changed.blocked()).isTrue();
        assertThat(changed.addressPlan()).isEqualTo(remembered);
    }

    @Test
    void templateIsAnotherExactlyWhenItsContentIs() {
        SecureStack stack = Manifests.network("{cidr: 10.40.0.0/16}");
        Owner adopted = new Owner("test", stack.key(), "uid-2");

        LaunchTemplate template = template(stack, Manifests.owner(stack));

        assertThat(template(stack, adopted).name()).isEqualTo(template.name());
        assertThat(template(Manifests.network("{cidr: 10.40.0.0/16, nat: {instanceType: t3.micro}}"), adopted)
                        .name())
                .isNotEqualTo(template.name());
        assertThat(template.instanceTags().values()).doesNotContainKeys(Owner.RESOURCE_TAG, Owner.UID_TAG);
    }

    private static LaunchTemplate template(SecureStack stack, Owner owner) {
        return StackBlueprint.draw(stack, IRELAND, AddressPlan.EMPTY, owner).graph().nodes().values().stream()
                .map(ResourceGraph.Node::resource)
                .filter(LaunchTemplate.class::isInstance)
                .map(LaunchTemplate.class::cast)
                .findFirst()
                .orElseThrow();
    }
}
