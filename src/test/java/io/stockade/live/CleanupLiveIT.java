package io.stockade.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.aws.SdkClients;
import org.junit.jupiter.api.Test;

/**
 * The cleanup as a command of its own: it lists what carries the suite's tag, and deletes it only with
 * {@code -Dstockade.live.delete=true}.
 */
class CleanupLiveIT {
    @Test
    void listsWhatIsLeftAndDeletesItOnlyIfToldTo() throws InterruptedException {
        LiveSettings settings = LiveSettings.ofThisProcess();
        try (SdkClients clients = settings.clients()) {
            LiveCleanup cleanup =
                    new LiveCleanup(clients.open(settings.target()), settings.installation(), System.out::println);
            cleanup.list()
                    .forEach(left -> System.out.println("left of " + settings.installation() + " in "
                            + settings.account() + "/" + settings.region() + ": " + left));

            if (Boolean.getBoolean("stockade.live.delete")) {
                assertThat(cleanup.delete()).isEmpty();
            }
        }
    }
}
