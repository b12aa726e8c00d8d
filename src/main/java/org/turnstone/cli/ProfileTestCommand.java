package org.turnstone.cli;

import org.turnstone.connection.ConnectionFailure;
import org.turnstone.connection.ConnectionReport;
import org.turnstone.connection.ConnectionTest;
import org.turnstone.connection.profile.Profile;
import org.turnstone.connection.profile.ProfileProblem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code turnstone profiles test}. */
@Command(
        name = "test",
        header = "Connect, and say what there is to know: server, speed, encryption, rights.",
        description = "%nChanges nothing.%n",
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = Exit.HEADING,
        exitCodeList = {"  0:connected", Exit.USAGE_LINE, Exit.CONNECTION_LINE})
final class ProfileTestCommand extends Subcommand {
    @Parameters(paramLabel = "NAME")
    String name;

    ProfileTestCommand(Context context) {
        super(context);
    }

    @Override
    int work() throws ProfileProblem, ConnectionFailure {
        Profile profile = context.profiles().store().get(name);
        ConnectionReport report = ConnectionTest.run(context.profiles().target(profile));
        if (output.json) {
            context.terminal().out().print(ProfileJson.text(ProfileJson.of(report)));
        } else if (!output.quiet) {
            new ProfileView(context).report(report);
        }
        return Exit.DONE;
    }
}
