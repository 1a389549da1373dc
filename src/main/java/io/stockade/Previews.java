package io.stockade;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.stockade.blueprint.Notice;
import io.stockade.cli.RotationDates;
import io.stockade.cloud.CloudException;
import io.stockade.plan.PlanText;
import io.stockade.plan.PlanView;
import io.stockade.reconcile.Engine;
import io.stockade.reconcile.Preview;
import io.stockade.spec.SecureStack;
import io.stockade.status.StackStatus;
import io.stockade.status.StackStatus.SecretEntry;
import io.stockade.web.PlanReply;
import io.stockade.web.Refusal;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Plans as people and programs read them. */
final class Previews {
    private static final int CONFLICT = 409;
    private static final int BAD_GATEWAY = 502;
    private static final JsonMapper JSON =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();

    private Previews() {}

    /**
     * What an engine would do about a manifest in the world as it is.
     *
     * @param clock the engine's
     * @param statuses what is known of stacks, by namespace/name
     */
    static Function<SecureStack, PlanReply> of(
            Engine engine, InstantSource clock, Function<String, Optional<StackStatus>> statuses) {
        return stack -> {
            try {
                List<SecretEntry> known = statuses.apply(stack.key())
                        .map(status -> status.secrets().items())
                        .orElse(List.of());
                return reply(stack, engine.preview(stack), RotationDates.lines(stack.spec(), known, clock.instant()));
            } catch (Engine.PreviewException stalled) {
                throw new Refusal(CONFLICT, String.valueOf(stalled.getMessage()));
            } catch (CloudException unreachable) {
                throw new Refusal(BAD_GATEWAY, String.valueOf(unreachable.getMessage()));
            }
        };
    }

    private static PlanReply reply(SecureStack stack, Preview preview, List<String> rotations) {
        StringBuilder text = new StringBuilder(PlanText.of(preview.plan(), preview.gated(), preview.risk(), false));
        for (Notice notice : preview.notices()) {
            text.append(notice.severity().name().toLowerCase(java.util.Locale.ROOT))
                    .append(": ")
                    .append(notice.path())
                    .append(": ")
                    .append(notice.message())
                    .append('\n');
        }
        rotations.forEach(line -> text.append(line).append('\n'));
        return new PlanReply(
                stack.key(),
                preview.plan().id(),
                !preview.plan().settled(),
                text.toString().stripTrailing(),
                "Exposure: " + preview.exposure(),
                JSON.valueToTree(PlanView.of(preview.plan(), preview.gated(), preview.risk())));
    }
}
