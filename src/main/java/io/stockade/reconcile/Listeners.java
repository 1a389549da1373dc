package io.stockade.reconcile;

import io.stockade.plan.Change;
import io.stockade.plan.Plan;
import io.stockade.rotation.RotationNews;
import io.stockade.status.DriftRecord;
import io.stockade.status.StackStatus;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Tells several what a pass does, in the order in which they came. */
public final class Listeners implements PassListener {
    private final List<PassListener> all = new CopyOnWriteArrayList<>();

    public void add(PassListener listener) {
        all.add(listener);
    }

    @Override
    public void planned(String stack, Plan plan) {
        all.forEach(each -> each.planned(stack, plan));
    }

    @Override
    public void started(String stack, Change change) {
        all.forEach(each -> each.started(stack, change));
    }

    @Override
    public void finished(String stack, Change change, String outcome, String message) {
        all.forEach(each -> each.finished(stack, change, outcome, message));
    }

    @Override
    public void upcoming(String stack, StackStatus status) {
        all.forEach(each -> each.upcoming(stack, status));
    }

    @Override
    public void status(String stack, StackStatus status) {
        all.forEach(each -> each.status(stack, status));
    }

    @Override
    public void confirmed(String stack, StackStatus status) {
        all.forEach(each -> each.confirmed(stack, status));
    }

    @Override
    public void drifts(String stack, List<DriftRecord> all, Instant observed) {
        this.all.forEach(each -> each.drifts(stack, all, observed));
    }

    @Override
    public void rotation(String stack, RotationNews news) {
        all.forEach(each -> each.rotation(stack, news));
    }

    @Override
    public void event(StackEvent event) {
        all.forEach(each -> each.event(event));
    }

    @Override
    public void defect(String stack, RuntimeException defect) {
        all.forEach(each -> each.defect(stack, defect));
    }

    @Override
    public void forgotten(String stack) {
        all.forEach(each -> each.forgotten(stack));
    }
}
