package org.turnstone.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code turnstone profiles}. */
@Command(
        name = "profiles",
        header = "Named connections: where, who, how the password is obtained, and what guards the database.",
        description = "%nKept in profiles.toml in your settings folder; no password is ever written there.%n",
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  turnstone profiles add shop-prod --url postgresql://deploy@db.example.com/shop --environment production",
            "  turnstone profiles edit shop-prod --password-command \"op read op://team/shop/password\"",
            "  turnstone profiles test shop-prod",
            "  turnstone status migrations --profile shop-prod"
        })
final class ProfilesCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(), "profiles needs one of list, show, add, edit, remove, test, import, export");
    }
}
