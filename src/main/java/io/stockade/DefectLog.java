package io.stockade;

import io.stockade.reconcile.PassListener;

/** Logs in full what should never have happened in a pass; the engine goes on. */
final class DefectLog implements PassListener {
    private static final System.Logger LOG = System.getLogger(DefectLog.class.getName());

    @Override
    public void defect(String stack, RuntimeException defect) {
        LOG.log(System.Logger.Level.ERROR, "a pass of stack " + stack + " failed by a fault of Stockade's", defect);
    }
}
