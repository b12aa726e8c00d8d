package org.turnstone.connection.profile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The profiles of {@code profiles.toml}. Every change reads the file again under a lock and touches only the profile it
 * is about, so two windows, or a window and a terminal, never undo each other's work; what people wrote into the file
 * themselves stays.
 */
public final class ProfileStore {
    /**
     * What the file holds.
     *
     * @param problems a sentence for each thing in it that cannot be used, with its line
     */
    public record Contents(List<Profile> profiles, List<String> problems) {}

    private final ProfileFile file;

    /** The store in a folder, which need not exist yet. */
    public ProfileStore(Path folder) {
        file = new ProfileFile(folder.resolve("profiles.toml"));
    }

    /** The store of this user: in the platform's folder for settings, or where TURNSTONE_CONFIG says. */
    public static ProfileStore of(Map<String, String> environment) {
        return new ProfileStore(ConfigFolder.find(environment));
    }

    public Path file() {
        return file.path();
    }

    /** All that can be read, in the file's order. */
    public Contents read() throws ProfileProblem {
        ProfileDocument document = file.read();
        List<Profile> profiles = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (String name : document.names()) {
            try {
                profiles.add(document.profile(name));
                problems.addAll(document.warnings(name));
            } catch (ProfileProblem e) {
                problems.add(e.getMessage());
            }
        }
        return new Contents(List.copyOf(profiles), List.copyOf(problems));
    }

    public List<Profile> list() throws ProfileProblem {
        return read().profiles();
    }

    public Profile get(String name) throws ProfileProblem {
        ProfileDocument document = file.read();
        document.mustHave(name);
        return document.profile(name);
    }

    /** Keeps a new profile; there must be none of its name. */
    public void add(Profile profile) throws ProfileProblem {
        file.change(document -> {
            document.mustNotHave(profile.name());
            document.put(profile);
        });
    }

    /** Keeps new profiles, all or none. */
    public void addAll(Collection<Profile> profiles) throws ProfileProblem {
        file.change(document -> {
            for (Profile profile : profiles) {
                document.mustNotHave(profile.name());
                document.put(profile);
            }
        });
    }

    /** Keeps a profile as it is now, whether or not there was one of its name. */
    public void save(Profile profile) throws ProfileProblem {
        file.change(document -> document.put(profile));
    }

    /**
     * Keeps what somebody changed from {@code before} to {@code after}, the name too. What another window changed
     * meanwhile stays, and where both changed the same, nothing is written.
     */
    public Profile replace(Profile before, Profile after) throws ProfileProblem {
        Profile[] kept = new Profile[1];
        file.change(document -> {
            document.mustHave(before.name());
            kept[0] = ProfileMerge.merge(before, after, document.profile(before.name()));
            if (!before.name().equals(after.name())) {
                document.rename(before.name(), after.name());
            }
            document.put(kept[0]);
        });
        return kept[0];
    }

    public void rename(String name, String other) throws ProfileProblem {
        file.change(document -> document.rename(name, other));
    }

    public void duplicate(String name, String copy) throws ProfileProblem {
        file.change(document -> {
            document.mustHave(name);
            document.mustNotHave(copy);
            document.put(document.profile(name).withName(copy));
        });
    }

    public void remove(String name) throws ProfileProblem {
        file.change(document -> document.remove(name));
    }

    /** A name that is free: the wanted one, or that with a number. */
    public String freeName(String wanted) throws ProfileProblem {
        List<String> taken = file.read().names();
        String name = wanted;
        for (int i = 2; taken.contains(name); i++) {
            name = wanted + " " + i;
        }
        return name;
    }

    /** The named profiles as the text of a profile file, for somebody else; nothing of it is secret. */
    public String export(Collection<String> names) throws ProfileProblem {
        ProfileDocument document = file.read();
        ProfileDocument exported = ProfileDocument.empty(file.path());
        for (String name : names) {
            document.mustHave(name);
            exported.put(document.profile(name));
        }
        return exported.text();
    }

    /** Puts a damaged file aside under the name that is given back, so that a new one can begin. */
    public Path putAside() throws ProfileProblem {
        return file.putAside();
    }
}
