package io.stockade.alert;

/** Tells the log of the process. */
final class LogSink implements Sink {
    private static final System.Logger LOG = System.getLogger("io.stockade.alerts");

    @Override
    public void send(Message message) {
        boolean over = message.notices().stream().allMatch(notice -> notice.happening() == Notice.Happening.RECOVERED);
        LOG.log(over ? System.Logger.Level.INFO : System.Logger.Level.WARNING, Wording.text(message));
    }
}
