package io.stockade.sandbox;

import io.stockade.sandbox.ec2.Ec2;
import io.stockade.sandbox.service.ClientToken;
import io.stockade.sandbox.service.Timetable;
import io.stockade.sandbox.world.Due;
import io.stockade.sandbox.world.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

/** All services of the sandbox. */
final class Services {
    private final AwsService ec2;

    Services(Timetable timetable) {
        ec2 = new AwsService(
                "ec2",
                Ec2.operations(timetable),
                "RequestLimitExceeded",
                503,
                "UnauthorizedOperation",
                Ec2Exception::builder,
                Map.of());
    }

    AwsService ec2() {
        return ec2;
    }

    List<Table<?>> tables() {
        List<Table<?>> tables = new ArrayList<>(Ec2.tables());
        tables.add(Due.TABLE);
        tables.add(ClientToken.TABLE);
        return tables;
    }
}
