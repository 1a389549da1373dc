package io.stockade;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code stockade run} is killed (SIGKILL) as often as {@code stockade.kills} says, at moments that {@code
 * stockade.kills.seed} decides, and started again over the same folders: what stands in the end is what stands where
 * nobody was killed, and nothing is left over.
 */
class KillIT {
    private static final int KILLS = Integer.getInteger("stockade.kills", 50);
    private static final long SEED = Long.getLong("stockade.kills.seed", 20270101L);
    /** Services that live side by side, since each waits now and then. */
    private static final int SERVICES = 2;

    @TempDir
    Path home;

    @Test
    void killedAtAnyMomentItEndsTheSame() throws Exception {
        KilledStacks.Expected expected = KilledStacks.undisturbed(home.resolve("undisturbed"));
        List<KilledService> services = new ArrayList<>();
        List<Future<?>> lives = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(SERVICES);
        try {
            for (int index = 0; index < SERVICES; index++) {
                KilledService service = new KilledService(home.resolve("service-" + index), SEED + index);
                int deaths = KILLS / SERVICES + (index < KILLS % SERVICES ? 1 : 0);
                services.add(service);
                lives.add(threads.submit(() -> {
                    service.live(deaths, expected);
                    return service;
                }));
            }
            for (Future<?> life : lives) {
                life.get();
            }
        } finally {
            threads.shutdownNow();
            services.forEach(KilledService::close);
        }

        assertThat(services.stream().mapToInt(service -> service.kills().size()).sum())
                .isEqualTo(KILLS);
    }
}
