package org.turnstone.scratch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * PostgreSQL's programs, and who runs them.
 *
 * @param bin the folder they are in
 */
record Programs(Path bin, ServerAccount account) {
    /** Unpacks only what is not there whole. */
    static Programs in(Path cacheFolder, PostgresBinaries binaries, ServerAccount account, Closing closing)
            throws IOException {
        var all = cacheFolder.resolve("postgres");
        account.createSharedFolder(all);
        var folder = all.resolve(binaries.key());
        if (!Seal.intact(folder)) {
            Leftovers.delete(all);
            var fresh = Leftovers.newFolder(all);
            ServerAccount.openToEverybody(fresh, true);
            binaries.unpackTo(fresh, closing);
            Seal.put(fresh);
            Leftovers.replace(folder, fresh);
        }
        return new Programs(folder.resolve("bin"), account);
    }

    /** Makes the next start unpack again, for damage that counting files does not show. */
    static void discard(Path cacheFolder, PostgresBinaries binaries) throws IOException {
        Seal.remove(cacheFolder.resolve("postgres").resolve(binaries.key()));
    }

    Command.Result run(Path workingFolder, String program, List<String> arguments, Closing closing) throws IOException {
        return Command.run(command(program, arguments), workingFolder, closing);
    }

    Process start(Path workingFolder, Path output, String program, List<String> arguments) throws IOException {
        return Command.start(command(program, arguments), workingFolder, output);
    }

    private List<String> command(String program, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(bin.resolve(program).toString());
        command.addAll(arguments);
        return account.command(command);
    }
}
