package org.turnstone.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.turnstone.connection.profile.Profile;
import org.turnstone.connection.profile.ProfileImport;
import org.turnstone.connection.profile.ProfileProblem;
import org.turnstone.connection.profile.ProfileStore;
import org.turnstone.report.Visible;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code turnstone profiles import}. */
@Command(
        name = "import",
        header = "Make profiles of another program's connections.",
        description = "%nReads a pg_service.conf, lines with addresses, DBeaver's data-sources.json, pgAdmin's exported"
                + " servers, and what `turnstone profiles export` prints. Passwords are never taken.%n",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {"  turnstone profiles import ~/.pg_service.conf", "  echo $DATABASE_URL | turnstone profiles import -"
        })
final class ProfileImportCommand extends Subcommand {
    private static final int MOST_BYTES = 10 << 20;

    @Parameters(paramLabel = "FILE", description = "The file; - is standard input.")
    String file;

    ProfileImportCommand(Context context) {
        super(context);
    }

    @Override
    int work() throws ProfileProblem, UsageProblem {
        ProfileImport.Imported imported = ProfileImport.read(text());
        ProfileStore store = context.profiles().store();
        List<Profile> named = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (Profile profile : imported.profiles()) {
            String name = store.freeName(profile.name());
            for (int i = 2; !taken.add(name); i++) {
                name = store.freeName(profile.name() + " " + i);
            }
            named.add(profile.withName(name));
        }
        store.addAll(named);
        imported.remarks().forEach(remark -> context.warn(remark));
        if (!output.quiet) {
            for (Profile profile : named) {
                context.out()
                        .line("✓ " + Visible.line(profile.name()) + ": "
                                + Visible.line(ProfileView.where(profile.address())) + ", taken for "
                                + profile.environment().word());
            }
        }
        return Exit.DONE;
    }

    private String text() throws UsageProblem {
        try {
            byte[] bytes = file.equals("-")
                    ? context.terminal().in().readNBytes(MOST_BYTES)
                    : Files.readAllBytes(Path.of(file));
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException | InvalidPathException e) {
            throw new UsageProblem("Cannot read " + file + ". Is it the right name?");
        }
    }
}
