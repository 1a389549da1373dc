package io.stockade.aws.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.stockade.aws.call.BucketSizes;
import io.stockade.aws.call.Buckets;
import io.stockade.aws.call.CallLog;
import io.stockade.aws.call.Calls;
import io.stockade.cloud.CloudException;
import io.stockade.cloud.CloudException.Category;
import io.stockade.cloud.Creation;
import io.stockade.cloud.Permit;
import io.stockade.graph.Address;
import io.stockade.graph.Ref;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.RouteTableAssociation;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AssociateRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.AssociateRouteTableResponse;
import software.amazon.awssdk.services.ec2.model.DescribeRouteTablesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeRouteTablesResponse;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.RouteTable;

/** What the sandbox does not show: AWS takes a moment to let a subnet go. */
class RouteTableAssociationDriverTest {
    /** An EC2 in which the subnet is just leaving another table. */
    private static final class Leaving implements Ec2Client {
        @Override
        public AssociateRouteTableResponse associateRouteTable(AssociateRouteTableRequest request) {
            throw Ec2Exception.builder()
                    .awsErrorDetails(AwsErrorDetails.builder()
                            .errorCode("Resource.AlreadyAssociated")
                            .errorMessage("conflicts with an existing association")
                            .build())
                    .statusCode(400)
                    .build();
        }

        @Override
        public DescribeRouteTablesResponse describeRouteTables(DescribeRouteTablesRequest request) {
            var leaving = software.amazon.awssdk.services.ec2.model.RouteTableAssociation.builder()
                    .routeTableAssociationId("rtbassoc-1")
                    .subnetId("subnet-1")
                    .associationState(state -> state.state("disassociating"))
                    .build();
            RouteTable other = RouteTable.builder()
                    .routeTableId("rtb-other")
                    .associations(leaving)
                    .build();
            return DescribeRouteTablesResponse.builder().routeTables(other).build();
        }

        @Override
        public String serviceName() {
            return "ec2";
        }

        @Override
        public void close() {}
    }

    @Test
    void subnetThatIsLeavingAnotherTableIsWaitedFor() {
        InstantSource clock = InstantSource.fixed(Instant.EPOCH);
        Calls calls = new Calls(() -> "", "", new Buckets(BucketSizes.standard()), CallLog.NONE, clock, Permit.ALWAYS);
        RouteTableAssociation wanted = new RouteTableAssociation(Ref.known("subnet-1"), Ref.known("rtb-1"));
        Creation<RouteTableAssociation> creation =
                new Creation<>(new Address(ResourceKind.ROUTE_TABLE_ASSOCIATION, "app"), wanted, "", "");

        CloudException refusal = catchThrowableOfType(
                CloudException.class,
                () -> new RouteTableAssociationDriver(new Ec2(Leaving::new, calls)).create(List.of(creation)));

        assertThat(refusal.category()).isEqualTo(Category.DEPENDENCY);
    }
}
