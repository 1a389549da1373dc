package io.stockade.cli;

import picocli.CommandLine.Option;

/** The question before something is done, and how to answer it beforehand. */
final class Consent {
    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask.")
    private boolean yes;

    /**
     * Whether it may be done.
     *
     * @param verb what is asked about, such as {@code apply}
     * @param done the same when it is done, such as {@code applied}
     * @throws Failure if nobody can be asked
     */
    boolean given(Terminal terminal, String question, String verb, String done) {
        if (yes) {
            return true;
        }
        if (!terminal.interactive()) {
            throw new Failure(
                    "nobody can be asked here, so nothing was " + done + "; give -y to " + verb + " without asking");
        }
        boolean given = terminal.confirms(question);
        if (!given) {
            terminal.line("Nothing was " + done + ".");
        }
        return given;
    }
}
