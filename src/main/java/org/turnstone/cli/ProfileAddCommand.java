package org.turnstone.cli;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.turnstone.connection.Address;
import org.turnstone.connection.AddressReader;
import org.turnstone.connection.ConnectionFailure;
import org.turnstone.connection.ReadAddress;
import org.turnstone.connection.Secret;
import org.turnstone.connection.TlsStatement;
import org.turnstone.connection.profile.Environment;
import org.turnstone.connection.profile.PasswordSource;
import org.turnstone.connection.profile.Profile;
import org.turnstone.connection.profile.ProfileProblem;
import org.turnstone.report.Visible;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code turnstone profiles add}. */
@Command(
        name = "add",
        header = "Keep a new profile.",
        description =
                "%nBy its URL, by its parts, or as a copy of another. The password itself is never stored; without"
                        + " --password-… it is asked for each time.%n",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  turnstone profiles add shop --url postgresql://anna@localhost/shop",
            "  turnstone profiles add prod --url postgresql://db/shop --environment production --password-from"
                    + " keychain",
            "  turnstone profiles add test-2 --copy-of test --database shop_2"
        })
final class ProfileAddCommand extends Subcommand {
    @Parameters(paramLabel = "NAME")
    String name;

    @Option(names = "--copy-of", paramLabel = "NAME", description = "Begin with what another profile says.")
    String copyOf;

    @ArgGroup(validate = false, order = 50, heading = "%nThe profile:%n")
    ProfileOptions options = new ProfileOptions();

    ProfileAddCommand(Context context) {
        super(context);
    }

    @Override
    int work() throws ProfileProblem, ConnectionFailure, UsageProblem, IOException {
        Address typed = options.url == null ? null : read(context, options.url);
        Profile base;
        if (typed != null) {
            base = Profile.of(name, typed, Environment.suggestedFor(typed));
        } else if (copyOf != null) {
            base = context.profiles().store().get(copyOf).withName(name);
        } else if (options.host != null || options.database != null || options.awsSecret != null) {
            String host = options.awsSecret != null ? "" : "localhost";
            Address address = new Address(host, 5432, "", "", null, Map.of());
            base = Profile.of(name, address, Environment.LOCAL);
        } else {
            throw new UsageProblem("Where is the database? Write --url, or --host and --database, or --copy-of.");
        }
        Profile profile = options.applied(base);
        if (options.environment == null && copyOf == null) {
            profile = options.applied(base.inEnvironment(Environment.suggestedFor(profile.address())));
        }
        Profile kept = withWay(context, options, profile, typed == null ? null : typed.password());
        context.profiles().store().add(kept);
        keep(context, kept, typed == null ? null : typed.password());
        tell(kept);
        return Exit.DONE;
    }

    private void tell(Profile kept) {
        if (!output.quiet) {
            context.out()
                    .line("✓ Added profile " + Visible.line(kept.name()) + ", a "
                            + kept.environment().word() + " database: Turnstone "
                            + kept.environment().guard() + ".");
            TlsStatement.suggestion(kept.tls(), kept.address().host())
                    .ifPresent(suggestion -> context.warn(suggestion));
        }
    }

    /** The typed address; its password is kept out of everything that is printed. */
    static Address read(Context context, String url) throws ConnectionFailure {
        ReadAddress read = AddressReader.read(url);
        context.discretion().learn(read.address().password());
        read.remarks().forEach(remark -> context.warn(remark));
        return read.address();
    }

    /** A password that was typed in the URL has nowhere to go but the keychain: where there is one, it is offered. */
    static Profile withWay(Context context, ProfileOptions options, Profile profile, Secret typed) throws IOException {
        boolean chosen = options.source != null
                || options.variable != null
                || options.command != null
                || options.awsSecret != null;
        Optional<String> missing = context.profiles().secrets().keychain().missing();
        if (typed == null
                || chosen
                || missing.isPresent()
                || !context.terminal().interactive()) {
            return profile;
        }
        context.err().draw("Keep the URL's password in the system keychain? [y/N] ");
        String answer = GuardRail.line(context.terminal().in()).strip().toLowerCase(Locale.ROOT);
        return answer.matches("y|yes") ? profile.withPassword(new PasswordSource.Keychain()) : profile;
    }

    /** Puts the URL's password where the profile says, or says that it went nowhere. */
    static void keep(Context context, Profile profile, Secret typed) throws ProfileProblem {
        if (typed == null) {
            return;
        }
        Optional<String> missing = context.profiles().secrets().keychain().missing();
        if (profile.password() instanceof PasswordSource.Keychain && missing.isEmpty()) {
            context.profiles().secrets().keep(profile, typed);
            return;
        }
        String keychain = missing.map(why -> " There is no system keychain here: " + why + ".")
                .orElse(" The system keychain would keep it: --password-from keychain.");
        context.warn("The password in the URL was not stored; no profile holds one. It is "
                + profile.password().description() + "." + keychain);
    }
}
