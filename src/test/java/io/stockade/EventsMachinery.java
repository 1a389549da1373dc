package io.stockade;

import io.stockade.aws.AwsClients;
import io.stockade.cli.Machinery;
import io.stockade.spec.SecureStack;
import io.stockade.web.PlanReply;

/** What the commands about events need, over clients of one's own. */
record EventsMachinery(AwsClients.Source clients) implements Machinery {
    @Override
    public EventsReport events(EventsTask task, EventsUse use) {
        return new EventsDesk(clients).report(task, use);
    }

    @Override
    public PlanReply plan(SecureStack stack, boolean sandbox) {
        throw new UnsupportedOperationException("nothing is planned here");
    }

    @Override
    public Rights rights(SecureStack stack, String account, String installation, boolean readOnly) {
        throw new UnsupportedOperationException("no rights are made here");
    }

    @Override
    public int run(RunOptions options) {
        throw new UnsupportedOperationException("nothing is run here");
    }

    @Override
    public int demo(DemoOptions options) {
        throw new UnsupportedOperationException("nothing is shown here");
    }
}
