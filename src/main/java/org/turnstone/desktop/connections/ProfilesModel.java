package org.turnstone.desktop.connections;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.turnstone.connection.AddressWriter;
import org.turnstone.connection.Addresses;
import org.turnstone.connection.ConnectionFailure;
import org.turnstone.connection.ConnectionReport;
import org.turnstone.connection.Secret;
import org.turnstone.connection.Target;
import org.turnstone.connection.profile.Credentials;
import org.turnstone.connection.profile.Environment;
import org.turnstone.connection.profile.PasswordSource;
import org.turnstone.connection.profile.Profile;
import org.turnstone.connection.profile.ProfileProblem;
import org.turnstone.connection.profile.ProfileStore;
import org.turnstone.desktop.platform.Background;
import org.turnstone.desktop.workspace.Recovery;
import org.turnstone.desktop.workspace.WorkspaceModel;
import org.turnstone.desktop.workspace.WorkspaceModel.Link;

/** The profiles that are kept, what they are connected to, and what guards the database that is looked at. */
public final class ProfilesModel {
    /**
     * How a profile's database answered.
     *
     * @param words what it said; empty for nothing
     */
    public record Standing(Link link, String words) {
        private static final Standing NONE = new Standing(Link.NONE, "");
    }

    private record Connected(Target target, ConnectionReport report) {}

    private static final Comparator<Profile> ORDER =
            Comparator.comparing(Profile::environment).thenComparing(Profile::name, String.CASE_INSENSITIVE_ORDER);

    private final Access access;
    private final WorkspaceModel workspace;
    private final PromptModel prompt;
    private final Background background;
    private final ObservableList<Profile> profiles = FXCollections.observableArrayList();
    private final ObservableList<Profile> shownProfiles = FXCollections.unmodifiableObservableList(profiles);
    private final ReadOnlyStringWrapper damage = new ReadOnlyStringWrapper();
    private final ReadOnlyObjectWrapper<Environment> environment = new ReadOnlyObjectWrapper<>();
    /** Counts changes of any profile's standing. */
    private final ReadOnlyIntegerWrapper changes = new ReadOnlyIntegerWrapper();

    private final Map<String, Standing> standings = new HashMap<>();
    private final Map<String, Environment> known = new HashMap<>();
    private final Set<String> pasted = new HashSet<>();
    private final Set<String> keptForSession = ConcurrentHashMap.newKeySet();
    private FileTime read;
    private int question;
    private int attempt;

    public ProfilesModel(Access access, WorkspaceModel workspace, PromptModel prompt, Background background) {
        this.access = access;
        this.workspace = workspace;
        this.prompt = prompt;
        this.background = background;
        prompt.onKeep(this::keepForSession);
        workspace.targetProperty().subscribe(target -> changed());
        workspace.linkProperty().subscribe(this::linkChanged);
    }

    // Properties

    /** By environment, then by name. */
    public ObservableList<Profile> profiles() {
        return shownProfiles;
    }

    /** Why the file of profiles cannot be read, or what of it cannot; null when all can. */
    public ReadOnlyStringProperty damageProperty() {
        return damage.getReadOnlyProperty();
    }

    /** What the database that is looked at is there for; null while none is. */
    public ReadOnlyObjectProperty<Environment> environmentProperty() {
        return environment.getReadOnlyProperty();
    }

    /** Changes whenever a standing does. */
    public ReadOnlyIntegerProperty changesProperty() {
        return changes.getReadOnlyProperty();
    }

    /** How a profile's database answered. */
    public Standing standing(String name) {
        Target open = workspace.targetProperty().get();
        Standing own = standings.getOrDefault(name, Standing.NONE);
        if (open == null || !open.name().equals(name) || own.link() == Link.CONNECTING) {
            return own.link() == Link.CONNECTED ? Standing.NONE : own;
        }
        Link link = workspace.linkProperty().get();
        return switch (link) {
            // Without a project nothing is asked of the target, so the answer to entering it counts.
            case NONE -> own;
            case FAILED ->
                new Standing(link, Objects.toString(workspace.problemProperty().get(), ""));
            case CONNECTING, CONNECTED -> new Standing(link, own.words());
        };
    }

    /** Targets that were pasted and are not kept. */
    public List<Target> pasted() {
        return workspace.targets().stream()
                .filter(target -> profile(target.name()) == null)
                .toList();
    }

    /** What a target is there for: what its profile says, what was chosen for it, or what it looks like. */
    public Environment environmentOf(Target target) {
        Profile profile = pasted.contains(target.name()) ? null : profile(target.name());
        return profile != null
                ? profile.environment()
                : known.getOrDefault(target.name(), Environment.suggestedFor(target.address()));
    }

    /** The profile of this name; null when there is none. */
    public Profile profile(String name) {
        return profiles.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    // Commands

    /** Reads the file of profiles. */
    public void load() {
        int asked = ++question;
        FileTime time = time();
        background.read(
                "profiles",
                () -> access.store().read(),
                contents -> {
                    if (asked == question) {
                        read = time;
                        show(contents);
                    }
                },
                failure -> {
                    if (asked == question) {
                        read = time;
                        damage.set(WorkspaceModel.sentence(failure));
                    }
                });
    }

    /** Reads it again if somebody else wrote it meanwhile. */
    public void poll() {
        if (!Objects.equals(read, time())) {
            load();
        }
    }

    /** Puts a damaged file aside and begins a new one. */
    public void putAside(Consumer<String> done) {
        background.read(
                "profiles",
                () -> access.store().putAside(),
                place -> {
                    done.accept(place.toString());
                    load();
                },
                workspace::fail);
    }

    /** Obtains the password, enters the database, and looks at it. */
    public void connect(Profile profile) {
        connect(profile, () -> enter(profile));
    }

    /** The same with a password that is at hand, so that nobody is asked for it. */
    public void connect(Profile profile, Secret password) {
        connect(profile, () -> {
            Target target = profile.target(Credentials.of(password));
            return new Connected(target, access.tester().test(target));
        });
    }

    private void connect(Profile profile, Callable<Connected> entering) {
        String name = profile.name();
        int asked = ++attempt;
        standings.values().removeIf(standing -> standing.link() == Link.CONNECTING);
        put(name, new Standing(Link.CONNECTING, ""));
        background.run(
                "connect",
                entering,
                done -> {
                    if (asked == attempt) {
                        pasted.remove(name);
                        put(name, new Standing(Link.CONNECTED, done.report().summary()));
                        workspace.connect(done.target());
                    }
                },
                failure -> {
                    if (asked == attempt) {
                        put(name, new Standing(Link.FAILED, WorkspaceModel.sentence(failure)));
                        workspace.fail(failure, recovery(profile, failure, () -> connect(profile)));
                    }
                });
    }

    /** Looks at a database that is not kept. */
    public void connectPasted(Target target, Environment chosen) {
        String name = target.name();
        for (int i = 2; profile(name) != null; i++) {
            name = target.name() + " " + i;
        }
        attempt++;
        known.put(name, chosen);
        pasted.add(name);
        workspace.connect(new Target(name, target.address(), target.limits(), target.setup()));
    }

    /** Enters a database that is not kept, with the password from where it says. */
    public void connectUnkept(Profile written) {
        int asked = ++attempt;
        background.run(
                "connect",
                () -> enter(written),
                done -> {
                    if (asked == attempt) {
                        connectPasted(done.target(), written.environment());
                    }
                },
                workspace::fail);
    }

    /** Enters the database only to see whether it can be done. */
    public void test(Profile profile, Consumer<ConnectionReport> done) {
        String name = profile.name();
        background.run(
                "test-connection",
                () -> enter(profile),
                entered -> {
                    workspace.settle(name);
                    done.accept(entered.report());
                },
                failure -> {
                    put(name, new Standing(Link.FAILED, WorkspaceModel.sentence(failure)));
                    workspace.fail(failure, recovery(profile, failure, () -> test(profile, done)));
                });
    }

    private Recovery recovery(Profile profile, Exception failure, Runnable again) {
        boolean asks = asked(profile).password() instanceof PasswordSource.AskEachTime;
        boolean refused =
                failure instanceof ConnectionFailure said && said.kind() == ConnectionFailure.Kind.AUTHENTICATION;
        return new Recovery(profile.name(), asks && refused ? Recovery.Kind.PASSWORD : Recovery.Kind.AGAIN, again);
    }

    /** Enters a database beside the one that is looked at. */
    public void enterBeside(Profile profile, Consumer<Target> done, Consumer<String> failed) {
        background.run(
                "connect",
                () -> enter(profile),
                entered -> done.accept(entered.target()),
                failure -> failed.accept(WorkspaceModel.sentence(failure)));
    }

    /** Keeps a profile, and its password where the profile says so; null as {@code before} makes it a new one. */
    public void save(Profile before, Profile after, Secret password, Consumer<Profile> done, Consumer<String> failed) {
        background.read(
                "profiles",
                () -> {
                    Profile kept = after;
                    if (before == null) {
                        access.store().add(after);
                    } else {
                        kept = access.store().replace(before, after);
                    }
                    if (password != null) {
                        access.secrets().keep(kept, password);
                    }
                    return kept;
                },
                kept -> {
                    if (before != null) {
                        known.put(before.name(), kept.environment());
                        standings.remove(before.name());
                    }
                    pasted.remove(kept.name());
                    // Before the file is read again, somebody may look at it already.
                    known.put(kept.name(), kept.environment());
                    load();
                    done.accept(kept);
                },
                failure -> {
                    load();
                    failed.accept(WorkspaceModel.sentence(failure));
                });
    }

    public void duplicate(Profile profile) {
        change(store -> store.duplicate(profile.name(), store.freeName(profile.name())));
    }

    public void remove(Profile profile) {
        // What is still connected keeps the guard it had.
        known.put(profile.name(), profile.environment());
        change(store -> store.remove(profile.name()));
    }

    /** A profile's URL without its password. */
    public static String url(Profile profile) {
        return AddressWriter.url(profile.withTlsParameters());
    }

    /** Where a profile leads, for a tooltip. */
    public static String place(Profile profile) {
        return Addresses.display(profile.address());
    }

    private interface Change {
        void in(ProfileStore store) throws ProfileProblem;
    }

    private void change(Change change) {
        background.read(
                "profiles",
                () -> {
                    change.in(access.store());
                    return true;
                },
                done -> load(),
                failure -> {
                    load();
                    workspace.fail(failure);
                });
    }

    private Connected enter(Profile profile) throws ConnectionFailure, ProfileProblem {
        return access.secrets()
                .connecting(
                        asked(profile),
                        prompt,
                        target -> new Connected(target, access.tester().test(target)));
    }

    /** Somebody who wanted a password kept for this session is not asked for it again. */
    private Profile asked(Profile profile) {
        return keptForSession.contains(profile.name()) && profile.password() instanceof PasswordSource.AskEachTime
                ? profile.withPassword(new PasswordSource.KeptForSession())
                : profile;
    }

    private void keepForSession(Profile profile, Secret password) {
        keptForSession.add(profile.name());
        try {
            access.secrets().keep(profile.withPassword(new PasswordSource.KeptForSession()), password);
        } catch (ProfileProblem e) {
            // Memory takes every password.
            throw new IllegalStateException(e);
        }
    }

    private void show(ProfileStore.Contents contents) {
        List<Profile> sorted = new ArrayList<>(contents.profiles());
        sorted.sort(ORDER);
        sorted.forEach(profile -> known.put(profile.name(), profile.environment()));
        profiles.setAll(sorted);
        damage.set(contents.problems().isEmpty() ? null : String.join("\n", contents.problems()));
        changed();
    }

    private void linkChanged(Link link) {
        changed();
    }

    private void put(String name, Standing standing) {
        standings.put(name, standing);
        changed();
    }

    private void changed() {
        Target open = workspace.targetProperty().get();
        environment.set(open == null ? null : environmentOf(open));
        changes.set(changes.get() + 1);
    }

    private FileTime time() {
        try {
            return Files.getLastModifiedTime(access.store().file());
        } catch (IOException e) {
            return null;
        }
    }
}
