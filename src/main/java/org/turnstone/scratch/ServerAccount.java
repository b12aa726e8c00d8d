package org.turnstone.scratch;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * As whom the server's programs run. They refuse root, whom many containers know only; a user namespace without any
 * mapping makes root nobody in its own eyes while its files stay its own.
 *
 * @param prefix the words before every command
 * @param owner the user number that must own the server's files; {@link #OURSELVES} when it is our own
 */
record ServerAccount(List<String> prefix, int owner) {
    static final int OURSELVES = -1;
    static final ServerAccount OWN = new ServerAccount(List.of(), OURSELVES);
    static final ServerAccount NAMESPACE = new ServerAccount(List.of(SystemProgram.named("unshare"), "-U"), OURSELVES);
    static final ServerAccount NOBODY = new ServerAccount(
            List.of(SystemProgram.named("setpriv"), "--reuid=65534", "--regid=65534", "--clear-groups"), 65534);

    private static final int ROOT = 0;
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    /** Below root's home nobody may enter; here everybody may. */
    private static final Path FOR_EVERYBODY = Path.of("/var/tmp/turnstone-root");

    static ServerAccount choose() throws IOException {
        if (!POSIX || (ourNumber() != ROOT && haveName())) {
            return OWN;
        }
        if (NAMESPACE.works()) {
            return NAMESPACE;
        }
        if (ourNumber() != ROOT) {
            throw new IOException("PostgreSQL wants its user to have a name: add user " + ourNumber()
                    + " to /etc/passwd, or allow user namespaces (unshare -U)");
        }
        if (NOBODY.works()) {
            return NOBODY;
        }
        throw new IOException(
                "PostgreSQL refuses to run as root, and neither 'unshare -U' nor 'setpriv' gets it another user here."
                        + " Run Turnstone as an ordinary user, or install util-linux and allow user namespaces or the"
                        + " capabilities SETUID and SETGID");
    }

    /** Containers are often run as a number that no user has; initdb looks its name up, and nobody has one. */
    private static boolean haveName() {
        return ProcessHandle.current().info().user().isPresent();
    }

    private static int ourNumber() throws IOException {
        var probe = Files.createTempFile("turnstone", null);
        try {
            return owner(probe);
        } finally {
            Files.delete(probe);
        }
    }

    private static int owner(Path path) throws IOException {
        return (int) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    }

    boolean works() throws IOException {
        try {
            return Command.run(command(List.of(SystemProgram.named("true"))), Path.of("/"))
                            .exit()
                    == 0;
        } catch (CommandMissing e) {
            return false;
        }
    }

    List<String> command(List<String> command) {
        return Stream.concat(prefix.stream(), command.stream()).toList();
    }

    /** The folder to keep everything in: the wanted one, unless the server could not enter it. */
    Path cacheFolder(Path wanted) throws IOException {
        var folder = owner == OURSELVES ? wanted.toAbsolutePath() : FOR_EVERYBODY;
        Files.createDirectories(folder.getParent());
        createSharedFolder(folder);
        var real = folder.toRealPath();
        if (POSIX) {
            refuseStrangers(real);
        }
        return real;
    }

    /** Whoever owns the folder decides which programs run, and anybody may have made one of this name before us. */
    private static void refuseStrangers(Path folder) throws IOException {
        int folderOwner = owner(folder);
        if (folderOwner != ROOT && folderOwner != ourNumber()) {
            throw new IOException(
                    folder + " belongs to somebody else: delete it, or set TURNSTONE_CACHE to another folder");
        }
    }

    /** A folder the server passes through on its way to its own. */
    void createSharedFolder(Path folder) throws IOException {
        createFolder(folder, owner == OURSELVES ? "rwx------" : "rwx--x--x");
    }

    /** A folder only the server's user may look into. */
    void createPrivateFolder(Path folder) throws IOException {
        createFolder(folder, "rwx------");
        own(folder);
    }

    /** A file only the server's user may read, from its first byte on. */
    void createPrivateFile(Path file, String content) throws IOException {
        if (POSIX) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(permissions("rw-------")));
        }
        Files.writeString(file, content);
        own(file);
    }

    void own(Path path) throws IOException {
        if (owner != OURSELVES) {
            Files.setAttribute(path, "unix:uid", owner);
            Files.setAttribute(path, "unix:gid", owner);
        }
    }

    /** What everybody who gets as far as its parent may use, whatever the umask. */
    static void openToEverybody(Path path, boolean executable) throws IOException {
        if (POSIX) {
            Files.setPosixFilePermissions(path, permissions(executable ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }

    private static void createFolder(Path folder, String permissions) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Files.createDirectory(folder);
        if (POSIX) {
            Files.setPosixFilePermissions(folder, permissions(permissions));
        }
    }

    private static Set<PosixFilePermission> permissions(String text) {
        return PosixFilePermissions.fromString(text);
    }
}
