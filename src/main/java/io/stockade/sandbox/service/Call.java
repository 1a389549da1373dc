package io.stockade.sandbox.service;

import io.stockade.sandbox.settings.SandboxSettings;
import io.stockade.sandbox.world.Due;
import io.stockade.sandbox.world.Scope;
import io.stockade.sandbox.world.Seal;
import io.stockade.sandbox.world.Table;
import io.stockade.sandbox.world.View;
import io.stockade.sandbox.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/** One call, or one thing that AWS does by itself: who, where, when, and the world as it sees and changes it. */
public final class Call {
    private final World world;
    private final View view;
    private final Caller caller;
    private final Instant now;
    private final SandboxSettings settings;
    private final Clients clients;
    private final Set<String> touched = new LinkedHashSet<>();

    /**
     * @param view what is read: the world itself in a call that changes it
     * @param now when the call takes effect
     * @param clients for what runs inside AWS because of it
     */
    public Call(World world, View view, Caller caller, Instant now, SandboxSettings settings, Clients clients) {
        this.world = world;
        this.view = view;
        this.caller = caller;
        this.now = now;
        this.settings = settings;
        this.clients = clients;
    }

    public Scope scope() {
        return caller.scope();
    }

    public String account() {
        return scope().account();
    }

    public String region() {
        return scope().region();
    }

    public String principal() {
        return caller.principal();
    }

    public boolean halfPages() {
        return caller.halfPages();
    }

    public Instant now() {
        return now;
    }

    public SandboxSettings settings() {
        return settings;
    }

    /** The same call as seen from elsewhere: IAM's global place, or another account's. */
    public Call in(Scope scope) {
        return new Call(world, view, new Caller(caller.principal(), scope, caller.halfPages()), now, settings, clients);
    }

    /** A client of this account and region for what runs inside AWS. */
    public <C> C client(Class<C> type, String principal) {
        return clients.open(type, principal, scope());
    }

    /** What keeps values in rows unreadable. */
    public Seal seal() {
        return world.seal();
    }

    public <T> Optional<T> find(Table<T> table, String id) {
        return view.find(scope(), table, id);
    }

    public <T> Collection<T> all(Table<T> table) {
        return rows(table).values();
    }

    public <T> SortedMap<String, T> rows(Table<T> table) {
        return view.rows(scope(), table);
    }

    public <T> List<T> children(Table<T> table, String parent) {
        return view.children(scope(), table, parent);
    }

    public <T> void put(Table<T> table, String id, T row) {
        touch(id);
        world.put(scope(), table, id, row);
    }

    public <T> void remove(Table<T> table, String id) {
        touch(id);
        world.remove(scope(), table, id);
    }

    /** A number that was never given before; small ones come first. */
    public long nextNumber() {
        return world.nextNumber();
    }

    /** A new id such as {@code vpc-0a1b2c3d4e5f60718}: the prefix and 17 hexadecimal digits. */
    public String newId(String prefix) {
        return prefix + "0" + hexadecimal(nextNumber());
    }

    /** Sixteen hexadecimal digits that are always the same for the same number, and look as if drawn. */
    public String hexadecimal(long number) {
        return HexFormat.of().toHexDigits(mix(settings.seed() * 0x9E3779B97F4A7C15L + number));
    }

    /** Has AWS do something later by itself. */
    public void later(Duration delay, String action, String subject) {
        String id = String.format(Locale.ROOT, "%012d", nextNumber());
        world.put(scope(), Due.TABLE, id, new Due(id, scope(), now.plus(delay), action, subject));
    }

    /** The same, where one time is enough: of several the earliest stays. */
    public void laterOnce(Duration delay, String action, String subject) {
        for (Due other : children(Due.TABLE, Due.about(action, subject))) {
            if (!other.at().isAfter(now.plus(delay))) {
                return;
            }
            world.remove(scope(), Due.TABLE, other.id());
        }
        later(delay, action, subject);
    }

    /** Notes for the journal that the call was about this. */
    public void touch(String id) {
        touched.add(id);
    }

    /** What the call was about, in the order in which it came up. */
    public List<String> touched() {
        return List.copyOf(touched);
    }

    // The finalizer of SplitMix64: neighbours come out far apart, and no two numbers alike.
    private static long mix(long number) {
        long mixed = (number ^ (number >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
