package io.stockade.reconcile;

import io.stockade.blueprint.Notice;
import io.stockade.plan.Gated;
import io.stockade.plan.Plan;
import io.stockade.plan.Risk;
import java.util.List;

/**
 * What a pass would do, without doing it.
 *
 * @param gated which changes would run, and which are held and why
 * @param risk of the plan as a whole, held or not
 * @param notices of the preflight, errors first
 * @param exposure one line on what the internet reaches afterwards
 */
public record Preview(Plan plan, Gated gated, Risk risk, List<Notice> notices, String exposure) {}
