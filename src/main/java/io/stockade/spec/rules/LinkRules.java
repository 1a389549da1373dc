package io.stockade.spec.rules;

import io.stockade.spec.LinkSpec;
import io.stockade.spec.Nearest;
import io.stockade.spec.PeerSpec;
import io.stockade.spec.PortRange;
import io.stockade.spec.Protocol;
import io.stockade.spec.SecureStack;
import io.stockade.spec.SpecProblem;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Links join things that there are, at ports that make sense, each once. */
final class LinkRules implements Rule {
    /** What makes two links the same. */
    private record Key(PeerSpec from, PeerSpec to, Protocol protocol, Optional<PortRange> ports) {}

    @Override
    public List<String> reads() {
        return List.of("spec.securityGroups");
    }

    @Override
    public void check(Subject subject, Consumer<SpecProblem> problems) {
        SecureStack stack = subject.stack();
        List<LinkSpec> links = stack.spec().links();
        Groups groups = Groups.of(subject);
        Map<Key, String> seen = new HashMap<>();
        for (int index = 0; index < links.size(); index++) {
            LinkSpec link = links.get(index);
            String path = "spec.links[" + index + "]";
            if (subject.doubts(path)) {
                continue;
            }
            checkPeer(link.from(), groups, path + ".from", problems);
            checkPeer(link.to(), groups, path + ".to", problems);
            if (groups.ofFunctions().contains(String.valueOf(link.to().group()))) {
                problems.accept(SpecProblem.error(
                                path + ".to.group",
                                "'" + link.to().group() + "' is of a function, which nobody connects to")
                        .expecting("it in from"));
            }
            if (link.from().group() == null && link.to().group() == null) {
                problems.accept(SpecProblem.error(path, "has no security group on either side")
                        .expecting("a group in from or in to"));
            }
            checkPorts(link, path, problems);
            Key key = new Key(link.from(), link.to(), link.protocolOrDefault(), link.portRange());
            String earlier = seen.putIfAbsent(key, path);
            if (earlier != null) {
                problems.accept(SpecProblem.error(path, "is the same link as " + earlier));
            }
        }
    }

    private static void checkPeer(PeerSpec peer, Groups groups, String path, Consumer<SpecProblem> problems) {
        long given = Stream.of(
                        Optional.ofNullable(peer.group()),
                        Optional.ofNullable(peer.cidr()),
                        Optional.ofNullable(peer.prefixList()))
                .filter(Optional::isPresent)
                .count();
        if (given != 1) {
            problems.accept(SpecProblem.error(path, given == 0 ? "names nobody" : "names " + given + " peers")
                    .expecting("exactly one of group, cidr, prefixList"));
        }
        String group = peer.group();
        if (group != null && !groups.mayBe(group)) {
            problems.accept(SpecProblem.error(path + ".group", "no security group is called '" + group + "'")
                    .expecting(
                            groups.all().isEmpty()
                                    ? "a name from spec.securityGroups"
                                    : "one of " + String.join(", ", groups.all()))
                    .meaning(Nearest.of(group, groups.all())));
        }
        if (peer.cidr() != null) {
            Ranges.canonical(path + ".cidr", peer.cidr(), problems);
        }
    }

    private static void checkPorts(LinkSpec link, String path, Consumer<SpecProblem> problems) {
        PortRange ports = link.ports();
        boolean given = link.port() != null || ports != null;
        if (link.port() != null && ports != null) {
            problems.accept(SpecProblem.error(path + ".ports", "excludes port; keep one of them"));
        }
        if (ports != null && ports.from() > ports.to()) {
            problems.accept(SpecProblem.error(
                    path + ".ports", "begins at " + ports.from() + ", after its end at " + ports.to()));
        }
        switch (link.protocolOrDefault()) {
            case TCP, UDP -> {
                if (!given) {
                    problems.accept(SpecProblem.error(path, "has no port")
                            .expecting("port, ports, or a protocol without ports (icmp, all)"));
                }
            }
            case ICMP, ALL -> {
                if (given) {
                    problems.accept(SpecProblem.error(
                            path + (link.port() == null ? ".ports" : ".port"),
                            "means nothing for protocol "
                                    + link.protocolOrDefault().name().toLowerCase(Locale.ROOT)));
                }
            }
        }
    }
}
