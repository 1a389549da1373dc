package io.stockade.reconcile;

import io.stockade.cloud.Cloud;
import io.stockade.cloud.Errand;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The pictures of all accounts and regions that are looked at. */
final class Pictures {
    private final String installation;
    private final Surroundings surroundings;
    private final Map<Cloud, RegionPicture> pictures = new ConcurrentHashMap<>();

    Pictures(String installation, Surroundings surroundings) {
        this.installation = installation;
        this.surroundings = surroundings;
    }

    /** The one that all stacks in a cloud share. */
    RegionPicture of(Cloud cloud) {
        return pictures.computeIfAbsent(
                cloud, seen -> new RegionPicture(seen.as(Errand.SHARED), installation, surroundings));
    }
}
