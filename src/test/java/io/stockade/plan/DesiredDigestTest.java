package io.stockade.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.graph.Ref;
import io.stockade.graph.SecurityGroup;
import io.stockade.graph.Tags;
import org.junit.jupiter.api.Test;

/** What is remembered of a desired state tells it from others, also where an earlier release remembered more. */
class DesiredDigestTest {
    private static final SecurityGroup GROUP = new SecurityGroup(Ref.known("vpc-main"), "app", "of app", Tags.NONE);
    private static final SecurityGroup OTHER = new SecurityGroup(Ref.known("vpc-main"), "app", "of App", Tags.NONE);

    @Test
    void whatIsKeptIsShortAndTellsStatesApart() {
        String kept = DesiredDigest.kept(GROUP);

        assertThat(kept).hasSize(12);
        assertThat(DesiredDigest.matches(kept, GROUP)).isTrue();
        assertThat(DesiredDigest.matches(kept, OTHER)).isFalse();
    }

    @Test
    void theWholeDigestOfAnEarlierReleaseIsUnderstood() {
        String whole = DesiredDigest.of(GROUP);

        assertThat(DesiredDigest.matches(whole, GROUP)).isTrue();
        assertThat(DesiredDigest.matches(whole, OTHER)).isFalse();
    }
}
