package io.stockade;

import io.stockade.aws.call.CallLedger;
import io.stockade.cloud.CallCount;
import io.stockade.web.CallReport;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The ledger of calls as the HTTP API serves it. */
final class CallReports {
    private CallReports() {}

    /** @param stack whose; {@code null} for everybody's */
    static CallReport of(CallLedger ledger, @Nullable String stack, String time) {
        List<CallLedger.Line> lines = ledger.lastHour().stream()
                .filter(line -> stack == null || line.who().equals(stack))
                .toList();
        CallCount all = lines.stream().map(CallLedger.Line::count).reduce(CallCount.NONE, CallCount::plus);
        return new CallReport(
                time,
                count(all),
                summed(lines, line -> line.action() + " " + line.account() + " " + line.region()).values().stream()
                        .map(line -> new CallReport.ByAction(
                                line.action(), line.account(), line.region(), count(line.count())))
                        .toList(),
                summed(lines, CallLedger.Line::who).values().stream()
                        .map(line -> new CallReport.ByStack(line.who(), count(line.count())))
                        .toList());
    }

    static List<CallReport.Total> totals(CallLedger ledger) {
        return ledger.totals().entrySet().stream()
                .map(entry -> new CallReport.Total(
                        entry.getKey().action(),
                        entry.getKey().account(),
                        entry.getKey().region(),
                        entry.getKey().outcome(),
                        entry.getValue()))
                .toList();
    }

    private static SortedMap<String, CallLedger.Line> summed(
            List<CallLedger.Line> lines, Function<CallLedger.Line, String> key) {
        SortedMap<String, CallLedger.Line> sums = new TreeMap<>();
        lines.forEach(line -> sums.merge(key.apply(line), line, CallLedger.Line::plus));
        return sums;
    }

    private static CallReport.Count count(CallCount count) {
        return new CallReport.Count(count.sent(), count.writes(), count.held(), count.throttled(), count.failed());
    }
}
