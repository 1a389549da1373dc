package io.stockade.aws.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteOrigin;
import software.amazon.awssdk.services.ec2.model.RouteTable;

/** Whose a route is: what AWS itself puts into a table is never taken for somebody's. */
class RouteTablesTest {
    @ParameterizedTest
    @CsvSource({
        "CREATE_ROUTE, igw-1, 1",
        "CREATE_ROUTE_TABLE, local, 0",
        "ENABLE_VGW_ROUTE_PROPAGATION, vgw-1, 0",
        "ADVERTISEMENT, eni-1, 0"
    })
    void onlyWrittenRoutesAreSeen(RouteOrigin origin, String gateway, int seen) {
        Route route = Route.builder()
                .destinationCidrBlock("192.0.2.0/24")
                .gatewayId(gateway)
                .origin(origin)
                .build();
        RouteTable table =
                RouteTable.builder().routeTableId("rtb-1").routes(route).build();

        var routes = RouteTables.routes(table, Instant.EPOCH);

        assertThat(routes).hasSize(seen);
    }
}
