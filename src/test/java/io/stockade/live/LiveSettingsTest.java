package io.stockade.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stockade.graph.ElasticIp;
import io.stockade.graph.NatGateway;
import io.stockade.graph.Ref;
import io.stockade.graph.Tags;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The live suite touches no account that nobody named, and begins nothing that may cost more than was allowed. */
class LiveSettingsTest {
    private static final Map<String, String> GIVEN = Map.of(
            "stockade.live.account", "111122223333",
            "stockade.live.region", "eu-west-1",
            "stockade.live.budget", "0.50");

    @Test
    void everythingMustBeGiven() {
        GIVEN.keySet().forEach(missing -> {
            Map<String, String> some = new HashMap<>(GIVEN);
            some.remove(missing);
            assertThatThrownBy(() -> LiveSettings.read(some::get)).hasMessageContaining("-D" + missing + "=");
        });
        assertThat(LiveSettings.read(GIVEN::get).installation()).isEqualTo("stockade-live");
    }

    @Test
    void anotherAccountIsRefused() {
        LiveSettings settings = LiveSettings.read(GIVEN::get);

        assertThatThrownBy(() -> settings.check("444455556666")).hasMessageContaining("nothing was done");
        settings.check("111122223333");
    }

    @Test
    void whatMayCostMoreThanTheBudgetIsRefused() {
        LiveSettings settings = LiveSettings.read(GIVEN::get);
        NatGateway gateway = new NatGateway(Ref.known("subnet-1"), Ref.known("eipalloc-1"), Tags.NONE);
        ElasticIp address = new ElasticIp("", Tags.NONE);

        BigDecimal one = Prices.estimate(List.of(gateway, address));
        BigDecimal three = Prices.estimate(List.of(gateway, gateway, gateway, address));

        assertThat(one).isEqualByComparingTo("0.22");
        settings.check(one);
        assertThatThrownBy(() -> settings.check(three)).hasMessageContaining("may cost 0.62 USD");
    }
}
