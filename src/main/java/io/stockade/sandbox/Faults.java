package io.stockade.sandbox;

import io.stockade.sandbox.world.Scope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What goes wrong, and when: rules that are asked at every call, and switches for whole accounts and regions. */
public final class Faults {
    private final List<Rule> rules = new ArrayList<>();
    private final Set<Scope> empty = ConcurrentHashMap.newKeySet();
    private final Map<String, Long> calls = new HashMap<>();
    private volatile Duration readLag;
    private final Map<String, String> credentials = new ConcurrentHashMap<>();
    private volatile @Nullable String wrongAccount;

    Faults(Duration readLag) {
        this.readLag = readLag;
    }

    /** When, what, and whether it is over after the first time. */
    private record Rule(Predicate<FaultPoint> when, Fault fault, boolean once) {}

    /** Has a fault strike every call that fits; the rule that was added first wins. */
    public synchronized Faults add(Predicate<FaultPoint> when, Fault fault) {
        rules.add(new Rule(when, fault, false));
        return this;
    }

    /** Has a fault strike the first call that fits. */
    public synchronized Faults once(Predicate<FaultPoint> when, Fault fault) {
        rules.add(new Rule(when, fault, true));
        return this;
    }

    /** Has everything in a region answer as if nothing were there, or stops that. */
    public void emptyRegion(String account, String region, boolean on) {
        Scope scope = new Scope(account, region);
        if (on) {
            empty.add(scope);
        } else {
            empty.remove(scope);
        }
    }

    /** Has STS name this account for every caller; null stops that. */
    public void wrongAccount(@Nullable String account) {
        wrongAccount = account;
    }

    /** Has a caller's credentials belong to another account than they say, with all that is in it; null stops that. */
    public void credentials(String principal, @Nullable String account) {
        if (account == null) {
            credentials.remove(principal);
        } else {
            credentials.put(principal, account);
        }
    }

    /** How far all reads are behind the writes, at most 15 minutes. */
    public void readLag(Duration lag) {
        readLag = lag;
    }

    /** Takes back every rule and switch; the read lag is none then. Calls are counted from 1 again. */
    public synchronized void clear() {
        rules.clear();
        empty.clear();
        calls.clear();
        credentials.clear();
        wrongAccount = null;
        readLag = Duration.ZERO;
    }

    Duration readLag() {
        return readLag;
    }

    boolean isEmpty(Scope scope) {
        return empty.contains(scope);
    }

    /** Where a caller's calls really go. */
    Scope scope(String principal, Scope meant) {
        String account = credentials.get(principal);
        return account == null ? meant : new Scope(account, meant.region());
    }

    Optional<String> wrongAccount() {
        return Optional.ofNullable(wrongAccount);
    }

    /** Counts a call, and finds what strikes it. */
    synchronized Optional<Fault> strike(
            String principal, Scope scope, String service, String action, boolean mutating) {
        long number = calls.merge(principal, 1L, Long::sum);
        long numberOfAction = calls.merge(principal + "/" + action, 1L, Long::sum);
        FaultPoint point = new FaultPoint(
                principal, scope.account(), scope.region(), service, action, mutating, number, numberOfAction);
        Iterator<Rule> candidates = rules.iterator();
        while (candidates.hasNext()) {
            Rule rule = candidates.next();
            if (rule.when().test(point)) {
                if (rule.once()) {
                    candidates.remove();
                }
                return Optional.of(rule.fault());
            }
        }
        return Optional.empty();
    }
}
