package io.stockade.spec.rules;

import io.stockade.net.Cidr;
import io.stockade.spec.LinkSpec;
import io.stockade.spec.PeerSpec;
import io.stockade.spec.PortRange;
import io.stockade.spec.Protocol;
import io.stockade.spec.SecureStack;
import io.stockade.spec.SpecProblem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** No link opens more to the world than a secure stack may. */
final class LinkExposureRules implements Rule {
    /** Ports by which people take over a machine: never open to everybody. */
    private static final Map<Integer, String> FORBIDDEN = new TreeMap<>(Map.of(22, "SSH", 3389, "RDP"));

    private static final Set<PortRange> WEB = Set.of(new PortRange(80, 80), new PortRange(443, 443));

    /** No organisation has a range this large; 0.0.0.0/1 and 128.0.0.0/1 together are everybody too. */
    private static final int ANYWHERE_BELOW = 8;

    private static final PortRange ALL_PORTS = new PortRange(1, 65_535);

    /** More than half of all ports is everything but in name: nothing needs that many. */
    private static final int MOST_PORTS = 32_768;

    @Override
    public List<String> reads() {
        return List.of();
    }

    @Override
    public void check(Subject subject, Consumer<SpecProblem> problems) {
        SecureStack stack = subject.stack();
        List<LinkSpec> links = stack.spec().links();
        for (int index = 0; index < links.size(); index++) {
            LinkSpec link = links.get(index);
            String path = "spec.links[" + index + "]";
            if (subject.doubts(path)) {
                continue;
            }
            if (isAnywhere(link.from())) {
                checkInbound(link, path, problems);
            }
            if (isAnywhere(link.to()) && isEverything(link)) {
                problems.accept(SpecProblem.error(path, "lets out everything, to anywhere")
                        .expecting("protocol tcp or udp with a port, or a narrower cidr in to"));
            }
        }
    }

    private static void checkInbound(LinkSpec link, String path, Consumer<SpecProblem> problems) {
        Protocol protocol = link.protocolOrDefault();
        Optional<PortRange> ports = link.portRange();
        if (protocol != Protocol.ICMP) {
            PortRange open = ports.filter(range -> protocol != Protocol.ALL).orElse(ALL_PORTS);
            for (Map.Entry<Integer, String> forbidden : FORBIDDEN.entrySet()) {
                if (open.contains(forbidden.getKey())) {
                    problems.accept(SpecProblem.error(
                                    path,
                                    "opens port " + forbidden.getKey() + " (" + forbidden.getValue() + ") to anywhere")
                            .expecting("a narrower cidr in from; or nat.sessionManager, which needs no open port"));
                    return;
                }
            }
        }
        if (isEverything(link)) {
            problems.accept(SpecProblem.error(path, "lets in everything, from anywhere")
                    .expecting("protocol tcp or udp with a port, or a narrower cidr in from"));
            return;
        }
        boolean web = protocol == Protocol.TCP && ports.filter(WEB::contains).isPresent();
        if (!web) {
            String what = ports.map(range -> "port " + range).orElse(protocol == Protocol.ICMP ? "icmp" : "all ports");
            problems.accept(SpecProblem.warning(path, "opens " + what + " to anywhere"));
        }
    }

    private static boolean isEverything(LinkSpec link) {
        return link.protocolOrDefault() == Protocol.ALL
                || link.portRange()
                        .filter(range -> range.to() - range.from() >= MOST_PORTS)
                        .isPresent();
    }

    private static boolean isAnywhere(PeerSpec peer) {
        return peer.cidr() != null
                && Cidr.find(peer.cidr())
                        .filter(range -> range.isIpv4() && range.prefixLength() < ANYWHERE_BELOW)
                        .isPresent();
    }
}
