package org.turnstone.cli;

import picocli.CommandLine.Option;

/** How a command answers. */
final class OutputOptions {
    @Option(
            names = "--json",
            description = "Print one JSON document on standard output (docs/json.md), logs on standard error.")
    boolean json;

    @Option(names = "--quiet", description = "Print only what went wrong.")
    boolean quiet;

    @Option(names = "--no-color", description = "Print without colours; so does NO_COLOR=1, and a pipe.")
    boolean noColor;

    @Option(
            names = {"-v", "--verbose"},
            description = "Print every statement, where each part of the database's address came from, and the trace"
                    + " of an unexpected error.")
    boolean verbose;
}
