package org.turnstone.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.turnstone.connection.Address;
import org.turnstone.connection.ConnectionFailure;
import org.turnstone.connection.Limits;
import org.turnstone.connection.RunConnection;
import org.turnstone.connection.Secret;
import org.turnstone.connection.Session;
import org.turnstone.connection.Target;
import org.turnstone.format.Format;
import org.turnstone.format.Migration;
import org.turnstone.format.MigrationFailed;
import org.turnstone.format.NotClean;
import org.turnstone.format.Project;
import org.turnstone.format.ProjectProblem;
import org.turnstone.scratch.BuiltInPostgres;

/**
 * Databases in which the migrations before a script have been applied, made once and copied. They are made without
 * anybody asking, as soon as a script is looked at, and a project may be a stranger's: so the work is done by a role that
 * may define things in its own databases and nothing else, no programs, no files, and never by a program of the project's.
 */
final class ScratchBases {
    private static final String ROLE = "turnstone_editor";
    private static final int MOST = 8;

    /**
     * A database to copy.
     *
     * @param problem why not all migrations are in it, in a sentence, or null
     */
    record Base(Target target, String problem) {}

    private final BuiltInPostgres server;
    private final Secret password = new Secret(random());
    /** By what was applied: the names and bytes of scripts, in their order. The one used last comes last. */
    private final Map<String, Base> bases = new LinkedHashMap<>(16, 0.75f, true);

    private boolean roleMade;

    ScratchBases(BuiltInPostgres server) {
        this.server = server;
    }

    /** What the migrations before the script leave. */
    Base before(Format format, Project project, EditedScript script, Cancellation cancellation)
            throws ConnectionFailure, ProjectProblem {
        List<Migration> earlier = earlier(project, script);
        List<String> keys = keys(format, earlier);
        int known = earlier.size();
        while (known > 0 && !bases.containsKey(keys.get(known))) {
            known--;
        }
        Base base = bases.get(keys.get(known));
        if (base == null) {
            base = new Base(empty(), null);
            bases.put(keys.get(0), base);
        }
        if (known < earlier.size() && base.problem() == null) {
            base = replay(format, project, earlier, base, cancellation);
            if (!cancellation.isRequested()) {
                bases.put(keys.get(earlier.size()), base);
                forgetOldest();
            }
        }
        return base;
    }

    /** A database of its own with what the base has, for a session of the role that may do little, or of one that may all. */
    Target copy(Base base, boolean trusted) throws ConnectionFailure {
        Target copy = server.copy(base.target());
        give(copy);
        return trusted ? copy : as(copy);
    }

    void drop(Target copy) {
        try {
            server.dropDatabase(copy.address().database());
        } catch (ConnectionFailure e) {
            // The server is gone, and the database with it.
        }
    }

    private static List<Migration> earlier(Project project, EditedScript script) {
        List<Migration> result = new ArrayList<>();
        for (Migration each : project.migrations()) {
            boolean here = each.scriptName().equals(script.migration().scriptName());
            if (here && script.reverts()) {
                result.add(each);
            }
            if (here) {
                break;
            }
            if (each.kind() == Migration.Kind.VERSIONED) {
                result.add(each);
            }
        }
        return result;
    }

    /** The key of every beginning of the list, the empty one first. */
    private static List<String> keys(Format format, List<Migration> migrations) throws ProjectProblem {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(format.name().getBytes(StandardCharsets.UTF_8));
            List<String> keys = new ArrayList<>();
            keys.add(hex(digest));
            for (Migration each : migrations) {
                digest.update(each.scriptName().getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
                digest.update(Files.readAllBytes(each.script()));
                keys.add(hex(digest));
            }
            return keys;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new ProjectProblem("Cannot read " + e.getMessage());
        }
    }

    private static String random() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static String hex(MessageDigest digest) {
        try {
            return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Target empty() throws ConnectionFailure {
        Target empty = server.createDatabase("turnstone_base");
        if (!roleMade) {
            execute(
                    empty,
                    "create role " + ROLE + " login createrole password '" + password.reveal() + "'",
                    "alter role " + ROLE + " set lock_timeout = '5s'");
            roleMade = true;
        }
        give(empty);
        return empty;
    }

    private Base replay(Format format, Project project, List<Migration> earlier, Base from, Cancellation cancellation)
            throws ConnectionFailure, ProjectProblem {
        for (Migration each : earlier) {
            if (format.runsElsewhere(each)) {
                return new Base(from.target(), each.scriptName() + " is a program, which is not run unasked");
            }
        }
        Target made = server.copy(from.target());
        give(made);
        List<StatementError> said = new ArrayList<>();
        try (Session session = Session.open(as(made), "turnstone editor")) {
            cancellation.during(session::cancel);
            format.enter(session);
            Recorder recorder = new Recorder(
                    event -> {
                        if (event instanceof RunEvent.StatementEnded ended
                                && ended.statement().error() != null) {
                            said.add(ended.statement().error());
                        }
                    },
                    cancellation,
                    session.redaction(),
                    null,
                    earlier.size(),
                    Direction.UP);
            RunConnection run = new RunConnection(session, false, recorder);
            format.migrate(run, project.with(earlier), earlier.getLast().version(), recorder);
            return new Base(made, null);
        } catch (MigrationFailed | NotClean e) {
            String where = said.isEmpty()
                    ? "A migration before this one"
                    : said.getFirst().file();
            String why = said.isEmpty() ? e.getMessage() : said.getFirst().message();
            return new Base(made, where + " does not run on scratch: " + why);
        } catch (SQLException e) {
            throw Session.failure(e, made);
        } finally {
            cancellation.during(null);
        }
    }

    /** Who owns a database may define what its schema public holds. */
    private void give(Target database) throws ConnectionFailure {
        String name = database.address().database().replace("\"", "\"\"");
        execute(database, "alter database \"" + name + "\" owner to " + ROLE);
    }

    private Target as(Target database) {
        Address address = database.address();
        return new Target(
                database.name(),
                new Address(address.host(), address.port(), address.database(), ROLE, password, address.parameters()),
                Limits.DEFAULT);
    }

    private static void execute(Target target, String... statements) throws ConnectionFailure {
        try (Session session = Session.open(target, "turnstone editor");
                Statement statement = session.connection().createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw Session.failure(e, target);
        }
    }

    private void forgetOldest() {
        Iterator<Base> oldest = bases.values().iterator();
        while (bases.size() > MOST && oldest.hasNext()) {
            Base base = oldest.next();
            oldest.remove();
            if (bases.values().stream().noneMatch(other -> other.target().equals(base.target()))) {
                drop(base.target());
            }
        }
    }
}
