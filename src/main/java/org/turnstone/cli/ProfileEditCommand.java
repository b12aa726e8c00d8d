package org.turnstone.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.turnstone.connection.Address;
import org.turnstone.connection.ConnectionFailure;
import org.turnstone.connection.Secret;
import org.turnstone.connection.Tls;
import org.turnstone.connection.profile.Profile;
import org.turnstone.connection.profile.ProfileProblem;
import org.turnstone.report.Visible;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code turnstone profiles edit}. */
@Command(
        name = "edit",
        header = "Change a profile; what is not said stays.",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  turnstone profiles edit shop --environment staging --lock-timeout 2s",
            "  turnstone profiles edit shop --name shop-old"
        })
final class ProfileEditCommand extends Subcommand {
    @Parameters(paramLabel = "NAME")
    String name;

    @Option(names = "--name", paramLabel = "NEW", description = "Its new name.")
    String newName;

    @ArgGroup(validate = false, order = 50, heading = "%nThe profile:%n")
    ProfileOptions options = new ProfileOptions();

    ProfileEditCommand(Context context) {
        super(context);
    }

    @Override
    int work() throws ProfileProblem, ConnectionFailure, UsageProblem, IOException {
        Profile before = context.profiles().store().get(name);
        Profile base = before;
        Secret typed = null;
        if (options.url != null) {
            Address address = ProfileAddCommand.read(context, options.url);
            typed = address.password();
            base = base.withAddress(address);
            if (address.parameters().keySet().stream().anyMatch(Tls.PARAMETERS::contains)) {
                base = base.withTls(Tls.of(tlsOf(address.parameters())));
            }
        }
        Profile after = ProfileAddCommand.withWay(context, options, options.applied(base), typed)
                .withName(newName == null ? name : newName);
        Profile kept = context.profiles().store().replace(before, after);
        ProfileAddCommand.keep(context, kept, typed);
        if (!output.quiet) {
            context.out()
                    .line((kept.equals(before) ? "Nothing to change in profile " : "✓ Changed profile ")
                            + Visible.line(kept.name()) + ".");
        }
        return Exit.DONE;
    }

    private static Map<String, String> tlsOf(Map<String, String> parameters) {
        Map<String, String> result = new LinkedHashMap<>(parameters);
        result.keySet().retainAll(Tls.PARAMETERS);
        return result;
    }
}
