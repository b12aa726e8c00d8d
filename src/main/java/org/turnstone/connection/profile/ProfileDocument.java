package org.turnstone.connection.profile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tomlj.MutableTomlTable;
import org.tomlj.Toml;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** One state of the profile file, to be read and edited; comments, order and unknown keys stay as they are. */
final class ProfileDocument {
    private static final String ROOT = "profile";
    private static final String HEADER = """
        # Turnstone's connections. No password is kept here: password-from says where it comes from.
        version = 1
        """;

    private final Path file;
    private final MutableTomlTable document;

    private ProfileDocument(Path file, MutableTomlTable document) {
        this.file = file;
        this.document = document;
    }

    static ProfileDocument empty(Path file) {
        return new ProfileDocument(file, Toml.parse(HEADER));
    }

    /** Reads a file's text; the problem says where it is damaged. */
    static ProfileDocument parse(Path file, String text) throws ProfileProblem {
        TomlParseResult result = Toml.parse(text);
        if (result.hasErrors()) {
            TomlParseError first = result.errors().getFirst();
            throw new ProfileProblem(first.position() + ": " + first.getMessage());
        }
        if (result.contains(ROOT) && !result.isTable(ROOT)) {
            throw new ProfileProblem(result.inputPositionOf(ROOT) + ": profile is not a table");
        }
        return new ProfileDocument(file, result);
    }

    String text() {
        return document.toToml();
    }

    List<String> names() {
        return List.copyOf(document.getTableOrEmpty(ROOT).keySet());
    }

    void mustHave(String name) throws ProfileProblem {
        List<String> names = names();
        if (names.contains(name)) {
            return;
        }
        String others = names.isEmpty()
                ? "There are none yet; `turnstone profiles add` makes one."
                : "There are: " + String.join(", ", names) + ".";
        throw new ProfileProblem("There is no profile named " + name + " in " + file + ". " + others);
    }

    void mustNotHave(String name) throws ProfileProblem {
        if (names().contains(name)) {
            throw new ProfileProblem("There is a profile named " + name + " already. Choose another name, or edit it.");
        }
    }

    Profile profile(String name) throws ProfileProblem {
        return reader(name).profile();
    }

    /** What stands in the profile and is not used, where that matters. */
    List<String> warnings(String name) throws ProfileProblem {
        List<String> result = new ArrayList<>();
        TomlTable table = reader(name).table();
        for (String key : List.of("password", "secret")) {
            if (table.contains(List.of(key))) {
                result.add(at(table.inputPositionOf(List.of(key))) + ": profile " + name
                        + " has a " + key + ". Turnstone never reads one from here; take the line out, and change the"
                        + " password if others can read the file.");
            }
        }
        return result;
    }

    void put(Profile profile) throws ProfileProblem {
        ProfileRules.check(profile);
        MutableTomlTable table = document.getOrCreateTable(List.of(ROOT, profile.name()));
        new ProfileWriter(table).write(profile);
    }

    void rename(String name, String other) throws ProfileProblem {
        mustHave(name);
        mustNotHave(other);
        ProfileRules.checkName(other);
        document.set(List.of(ROOT, other), MutableTomlTable.copyOf(reader(name).table()));
        document.remove(List.of(ROOT, name));
    }

    void remove(String name) throws ProfileProblem {
        mustHave(name);
        document.remove(List.of(ROOT, name));
    }

    private ProfileReader reader(String name) throws ProfileProblem {
        List<String> path = List.of(ROOT, name);
        if (!document.isTable(path)) {
            throw new ProfileProblem(at(document.inputPositionOf(path)) + ": " + name
                    + " is not a profile. A profile begins with a line [profile.name].");
        }
        return new ProfileReader(name, document.getTable(path), this::at);
    }

    private String at(TomlPosition position) {
        return position == null ? file.toString() : file + ", line " + position.line();
    }
}
