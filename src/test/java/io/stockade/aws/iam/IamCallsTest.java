package io.stockade.aws.iam;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.aws.call.BucketSizes;
import io.stockade.aws.call.Buckets;
import io.stockade.aws.call.CallLog;
import io.stockade.aws.call.Calls;
import io.stockade.cloud.Permit;
import io.stockade.cloud.Written;
import io.stockade.graph.InstanceProfile;
import io.stockade.graph.Observed;
import io.stockade.graph.PolicyDocument;
import io.stockade.graph.Ref;
import io.stockade.graph.Role;
import io.stockade.graph.Tags;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.DeleteRolePermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.DeleteRolePermissionsBoundaryResponse;
import software.amazon.awssdk.services.iam.model.PutRolePermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.PutRolePermissionsBoundaryResponse;
import software.amazon.awssdk.services.iam.model.TagInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.TagInstanceProfileResponse;

/** Permissions boundaries and tags of profiles, as requests. */
class IamCallsTest {
    private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");
    private static final String BOUNDARY = "arn:aws:iam::111122223333:policy/boundary";

    private final Recording recording = new Recording();
    private final Iam iam = new Iam(
            () -> recording,
            new Calls(
                    () -> "111122223333",
                    "eu-west-1",
                    new Buckets(BucketSizes.standard()),
                    CallLog.NONE,
                    InstantSource.fixed(NOW),
                    Permit.ALWAYS),
            "/");

    /** Remembers what it was told. */
    private static final class Recording implements IamClient {
        final List<String> told = new ArrayList<>();

        @Override
        public PutRolePermissionsBoundaryResponse putRolePermissionsBoundary(
                PutRolePermissionsBoundaryRequest request) {
            told.add("put " + request.roleName() + " " + request.permissionsBoundary());
            return PutRolePermissionsBoundaryResponse.builder().build();
        }

        @Override
        public DeleteRolePermissionsBoundaryResponse deleteRolePermissionsBoundary(
                DeleteRolePermissionsBoundaryRequest request) {
            told.add("delete " + request.roleName());
            return DeleteRolePermissionsBoundaryResponse.builder().build();
        }

        @Override
        public TagInstanceProfileResponse tagInstanceProfile(TagInstanceProfileRequest request) {
            request.tags().forEach(tag -> told.add("tag " + tag.key() + "=" + tag.value()));
            return TagInstanceProfileResponse.builder().build();
        }

        @Override
        public String serviceName() {
            return "iam";
        }

        @Override
        public void close() {}
    }

    private static Observed<Role> role(String boundary) {
        Role role = new Role(
                "nat", "/", new PolicyDocument("{}"), new TreeSet<>(), PolicyDocument.NONE, boundary, Tags.NONE);
        return Observed.ready(role, "nat", NOW);
    }

    @Test
    void boundaryIsPutAndTakenAway() {
        RoleDriver driver = new RoleDriver(iam);
        driver.update(role(""), role(BOUNDARY).value(), Set.of("permissionsBoundary"));
        Written unbound = driver.update(role(BOUNDARY), role("").value(), Set.of("permissionsBoundary"));
        assertThat(recording.told).containsExactly("put nat " + BOUNDARY, "delete nat");
        assertThat(unbound.now()).extracting(Observed::value).isEqualTo(List.of(role("").value()));
    }

    @Test
    void profileGetsOnlyTheTagsThatItLacks() {
        Tags current = Tags.of(Map.of("a", "1", "b", "2", "theirs", "x"));
        Tags wanted = Tags.of(Map.of("a", "1", "b", "3", "c", "4"));
        InstanceProfile profile = new InstanceProfile("nat", "/", Ref.known("nat"), current);
        InstanceProfile desired = new InstanceProfile("nat", "/", Ref.known("nat"), wanted);
        Written written =
                new InstanceProfileDriver(iam).update(Observed.ready(profile, "nat", NOW), desired, Set.of("tags"));
        assertThat(recording.told).containsExactly("tag b=3", "tag c=4");
        assertThat(written.now().get(0).tags().values())
                .containsEntry("theirs", "x")
                .containsEntry("b", "3");
    }
}
