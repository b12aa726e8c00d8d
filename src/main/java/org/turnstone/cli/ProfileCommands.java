package org.turnstone.cli;

import java.util.ArrayList;
import java.util.List;
import org.turnstone.connection.profile.PasswordSource;
import org.turnstone.connection.profile.Profile;
import org.turnstone.connection.profile.ProfileProblem;
import org.turnstone.connection.profile.ProfileStore;
import org.turnstone.connection.profile.Secrets;
import org.turnstone.report.Visible;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The commands about profiles that only look at them or take them away. */
final class ProfileCommands {
    private ProfileCommands() {}

    /** {@code turnstone profiles list}. */
    @Command(name = "list", header = "Every profile.", optionListHeading = "%nOptions:%n")
    static final class ListAll extends Subcommand {
        ListAll(Context context) {
            super(context);
        }

        @Override
        int work() throws ProfileProblem {
            ProfileStore.Contents contents = context.profiles().store().read();
            if (output.json) {
                ObjectNode document = ProfileJson.document();
                document.put("file", context.profiles().store().file().toString());
                ArrayNode profiles = document.putArray("profiles");
                contents.profiles().forEach(profile -> profiles.add(ProfileJson.of(profile)));
                ArrayNode problems = document.putArray("problems");
                contents.problems().forEach(problems::add);
                context.terminal().out().print(ProfileJson.text(document));
            } else if (contents.profiles().isEmpty()) {
                context.out().line("There are no profiles yet. `turnstone profiles add NAME --url URL` makes one.");
            } else {
                new ProfileView(context).list(contents.profiles());
            }
            contents.problems().forEach(context::warn);
            return contents.problems().isEmpty() ? Exit.DONE : Exit.USAGE;
        }
    }

    /** {@code turnstone profiles show}. */
    @Command(name = "show", header = "Everything about one profile.", optionListHeading = "%nOptions:%n")
    static final class Show extends Subcommand {
        @Parameters(paramLabel = "NAME")
        String name;

        Show(Context context) {
            super(context);
        }

        @Override
        int work() throws ProfileProblem {
            Profile profile = context.profiles().store().get(name);
            if (output.json) {
                ObjectNode document = ProfileJson.document();
                document.set("profile", ProfileJson.of(profile));
                context.terminal().out().print(ProfileJson.text(document));
            } else {
                new ProfileView(context).show(profile);
            }
            return Exit.DONE;
        }
    }

    /** {@code turnstone profiles remove}. */
    @Command(
            name = "remove",
            header = "Forget a profile, and its password where the system keychain has one.",
            optionListHeading = "%nOptions:%n")
    static final class Remove extends Subcommand {
        @Parameters(paramLabel = "NAME")
        String name;

        Remove(Context context) {
            super(context);
        }

        @Override
        int work() throws ProfileProblem {
            ProfileAccess access = context.profiles();
            Profile profile = access.store().get(name);
            access.store().remove(name);
            forgetPassword(access, profile);
            if (!output.quiet) {
                context.out().line("✓ Removed profile " + Visible.line(name) + ".");
            }
            return Exit.DONE;
        }

        private void forgetPassword(ProfileAccess access, Profile profile) throws ProfileProblem {
            String account = Secrets.account(profile.address());
            boolean shared = access.store().list().stream()
                    .anyMatch(other -> Secrets.account(other.address()).equals(account));
            if (!(profile.password() instanceof PasswordSource.Keychain)
                    || shared
                    || access.secrets().keychain().missing().isPresent()) {
                return;
            }
            try {
                access.secrets().keychain().forget(account);
            } catch (ProfileProblem e) {
                context.warn(e.getMessage());
            }
        }
    }

    /** {@code turnstone profiles export}. */
    @Command(
            name = "export",
            header = "Print profiles for somebody else, without secrets.",
            description = "%nWhat it prints, `turnstone profiles import` reads.%n",
            optionListHeading = "%nOptions:%n")
    static final class Export extends Subcommand {
        @Parameters(paramLabel = "NAME", arity = "0..*", description = "Which. Default: all.")
        List<String> names = new ArrayList<>();

        Export(Context context) {
            super(context);
        }

        @Override
        int work() throws ProfileProblem {
            ProfileStore store = context.profiles().store();
            List<String> chosen =
                    names.isEmpty() ? store.list().stream().map(Profile::name).toList() : names;
            context.terminal().out().print(store.export(chosen));
            return Exit.DONE;
        }
    }
}
