package org.turnstone.desktop.shell;

import java.nio.file.Path;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.turnstone.connection.Address;
import org.turnstone.connection.Secret;
import org.turnstone.connection.Target;
import org.turnstone.connection.profile.Credentials;
import org.turnstone.connection.profile.Environment;
import org.turnstone.connection.profile.PasswordSource;
import org.turnstone.connection.profile.Profile;
import org.turnstone.connection.profile.Secrets;
import org.turnstone.desktop.connections.ConnectionModel;
import org.turnstone.desktop.connections.EncodeModel;
import org.turnstone.desktop.connections.ProfilesModel;
import org.turnstone.desktop.connections.PromptModel;
import org.turnstone.desktop.editor.Names;
import org.turnstone.desktop.migration.MigrationModel;
import org.turnstone.desktop.migration.Part;
import org.turnstone.desktop.platform.Background;
import org.turnstone.desktop.platform.Choosers;
import org.turnstone.desktop.platform.Memory;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.desktop.platform.Settings;
import org.turnstone.desktop.remedy.RemedyModel;
import org.turnstone.desktop.remedy.RemedyOffers;
import org.turnstone.desktop.run.RunModel;
import org.turnstone.desktop.run.RunPlace;
import org.turnstone.desktop.search.Found;
import org.turnstone.desktop.search.Script;
import org.turnstone.desktop.search.SearchModel;
import org.turnstone.desktop.timeline.CompareModel;
import org.turnstone.desktop.timeline.TimelineModel;
import org.turnstone.desktop.workspace.DemoModel;
import org.turnstone.desktop.workspace.DropModel;
import org.turnstone.desktop.workspace.FreshnessModel;
import org.turnstone.desktop.workspace.KnownProject;
import org.turnstone.desktop.workspace.ProjectsModel;
import org.turnstone.desktop.workspace.TrustModel;
import org.turnstone.desktop.workspace.WorkspaceModel;
import org.turnstone.format.Migration;
import org.turnstone.format.MigrationState;
import org.turnstone.format.Project;
import org.turnstone.format.Remedy;
import org.turnstone.format.SeveralProjects;
import org.turnstone.format.StatusEntry;
import org.turnstone.run.RunKind;
import org.turnstone.run.RunResult;
import org.turnstone.run.StatusResult;

/** What the window as a whole can do: the commands that need more than one area, and which pane or dialog is open. */
public final class ShellModel {
    /** What stands in front of the window. */
    public enum Dialog {
        NONE,
        CONNECTION,
        ENCODE,
        PLAN,
        PROMPT,
        ASK,
        PALETTE,
        CHOICE,
        REMEDY,
        NEW,
        OUTSIDE,
        SEARCH
    }

    /** The areas the window is made of. */
    public record Areas(
            WorkspaceModel workspace,
            FreshnessModel freshness,
            TimelineModel timeline,
            CompareModel compare,
            MigrationModel migration,
            RunModel run,
            DemoModel demo,
            Connections connections,
            Shelf shelf) {}

    /** What is at hand from earlier, and what finds it. */
    public record Shelf(
            ProjectsModel projects,
            TrustModel trust,
            DropModel drop,
            RecentRunsModel recent,
            PaletteModel palette,
            GuardModel guard,
            Memory memory) {}

    /** Everything about connections. */
    public record Connections(
            ProfilesModel profiles, ConnectionModel connection, PromptModel prompt, EncodeModel encode) {}

    /**
     * Something that is said in passing.
     *
     * @param file what it is about, to be opened; null when it is about no file
     */
    public record Said(String sentence, Path file) {}

    /**
     * Something to be sure about before it is done.
     *
     * @param otherButton what else could be done, or null
     */
    public record Question(String title, String text, String button, Runnable yes, String otherButton, Runnable other) {
        Question(String title, String text, String button, Runnable yes) {
            this(title, text, button, yes, null, null);
        }

        /** With a third way beside doing it and leaving it. */
        Question or(String words, Runnable action) {
            return new Question(title, text, button, yes, words, action);
        }
    }

    private static final double[] SCALES = {0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2};

    private final Areas areas;
    private final Choosers choosers;
    private final Background background;
    private final RunCommands runs;
    private final FileCommands files;
    private final Messages messages;
    private final ReadOnlyObjectWrapper<Dialog> dialog = new ReadOnlyObjectWrapper<>(Dialog.NONE);
    private final ReadOnlyObjectWrapper<Question> question = new ReadOnlyObjectWrapper<>();
    private final ObjectProperty<Said> notice = new SimpleObjectProperty<>();
    private final BooleanProperty panel = new SimpleBooleanProperty();
    private final BooleanProperty proof = new SimpleBooleanProperty();
    private final RevertLosses losses;
    private final RemedyModel remedy;
    private final SearchModel search;
    private final RemedyOffers offers;

    private final BooleanProperty narrow = new SimpleBooleanProperty();
    private final ReadOnlyBooleanWrapper sidebar = new ReadOnlyBooleanWrapper(true);
    private final ReadOnlyDoubleWrapper scale = new ReadOnlyDoubleWrapper(1);
    private double largestScale = Double.MAX_VALUE;
    private StatusEntry before;
    private Runnable quit = () -> {};

    public ShellModel(Areas areas, Choosers choosers, Background background, ReportWriter reports, Messages messages) {
        this.areas = areas;
        this.choosers = choosers;
        this.background = background;
        this.messages = messages;
        runs = new RunCommands(this, messages);
        files = new FileCommands(this, choosers, background, reports, messages);
        areas.run().askUnsaved(areas.migration()::unsaved);
        areas.run().onEnded(this::ended);
        areas.run().stateProperty().subscribe(this::bringToFront);
        areas.timeline().selectedProperty().subscribe(this::leaveProof);
        areas.connections().prompt().questionProperty().subscribe(asked -> prompt());
        losses = new RevertLosses(this, background);
        search = new SearchModel(this::project, areas.timeline()::ordered, areas.migration()::unsavedTexts, background);
        areas.migration().drafting().onCreated(this::created);
        areas.migration().outsideProperty().subscribe(asked -> {
            if (asked != null) {
                open(Dialog.OUTSIDE);
            }
        });
        remedy = new RemedyModel(areas.workspace()::remedies, background, areas.workspace()::refresh);
        offers = new RemedyOffers(areas.workspace()::remedies, areas.workspace(), messages);
        areas.workspace().choiceProperty().subscribe(this::choose);
        areas.shelf().trust().onQuestion(this::askForTrust);
        // Where there is little room, the sidebar makes some; where there is enough again, it is back.
        narrow.subscribe(isNarrow -> sidebar.set(!isNarrow));
        scale.set(memory().now().scale());
        if (memory().damage() != null) {
            say(messages.text("settings.damaged", memory().damage()));
        }
    }

    // Properties

    public Areas areas() {
        return areas;
    }

    public ReadOnlyObjectProperty<Dialog> dialogProperty() {
        return dialog.getReadOnlyProperty();
    }

    /** What is asked in the dialog for that. */
    public ReadOnlyObjectProperty<Question> questionProperty() {
        return question.getReadOnlyProperty();
    }

    /** What the database that is looked at is there for; null while none is. */
    public ReadOnlyObjectProperty<Environment> environmentProperty() {
        return areas.connections().profiles().environmentProperty();
    }

    /** Something to say in passing, such as where a report was written; null when there is nothing. */
    public ObjectProperty<Said> noticeProperty() {
        return notice;
    }

    private void say(String sentence) {
        notice.set(new Said(sentence, null));
    }

    /** Whether the panel below is open. */
    public BooleanProperty panelProperty() {
        return panel;
    }

    /** Whether the test on scratch stands where the selected migration would. */
    public BooleanProperty proofProperty() {
        return proof;
    }

    /** What would go with a revert. */
    public RevertLosses losses() {
        return losses;
    }

    /** Whether the window has little room; the view says so. */
    public BooleanProperty narrowProperty() {
        return narrow;
    }

    /** Whether the sidebar shows words, or icons only. */
    public ReadOnlyBooleanProperty sidebarProperty() {
        return sidebar.getReadOnlyProperty();
    }

    /** How large the whole interface is drawn; 1 is as designed. */
    public ReadOnlyDoubleProperty scaleProperty() {
        return scale.getReadOnlyProperty();
    }

    /** What can be asked to run. */
    public RunCommands runs() {
        return runs;
    }

    /** What can be done with files: reports, and the scripts themselves. */
    FileCommands files() {
        return files;
    }

    // Commands

    public void test() {
        runs.test();
    }

    public void dryRun() {
        runs.dryRun();
    }

    public void migrate() {
        runs.migrate();
    }

    public void revertSome() {
        runs.revertSome();
    }

    public void toggleSidebar() {
        sidebar.set(!sidebar.get());
    }

    /** How large it may be drawn so that all of it fits; the view says so. */
    void largestScale(double largest) {
        largestScale = largest;
    }

    /** One step larger or smaller; 0 goes back to the usual size. */
    public void scale(int steps) {
        int at = 0;
        double shown = Math.min(scale.get(), Math.max(1, largestScale));
        for (int i = 0; i < SCALES.length; i++) {
            if (Math.abs(SCALES[i] - shown) < Math.abs(SCALES[at] - shown)) {
                at = i;
            }
        }
        double wanted = steps == 0 ? 1 : SCALES[Math.clamp(at + steps, 0, SCALES.length - 1)];
        if (steps > 0 && wanted > largestScale && wanted > 1) {
            return;
        }
        scale.set(wanted);
        memory().change(settings -> settings.scaledBy(wanted));
    }

    /** Opens the palette with everything there is, or only with places to go to. */
    public void palette(boolean placesOnly) {
        areas.shelf().palette().begin(placesOnly);
        open(Dialog.PALETTE);
    }

    public void openRecent(RecentRun run) {
        areas.shelf().recent().open(run, failure -> say(WorkspaceModel.sentence(failure)));
    }

    /** Who closes the window when it is asked for. */
    public void onQuit(Runnable wanted) {
        quit = wanted;
    }

    public void quit() {
        quit.run();
    }

    public void disconnect() {
        areas.workspace().connect(null);
    }

    public void reveal(KnownProject project) {
        choosers.reveal(project.folder());
    }

    private Memory memory() {
        return areas.shelf().memory();
    }

    public void chooseFolder() {
        choosers.folder(messages.text("open.title")).ifPresent(areas.workspace()::open);
    }

    public void open(Dialog wanted) {
        dialog.set(wanted);
    }

    public void closeDialog() {
        if (dialog.get() == Dialog.NONE) {
            return;
        }
        boolean prompted = dialog.get() == Dialog.PROMPT;
        dialog.set(Dialog.NONE);
        if (prompted) {
            areas.connections().prompt().withdraw();
        }
        prompt();
    }

    /** Opens the dialog for a connection that is not kept yet, with what is on the clipboard if that is an address. */
    public void paste() {
        connection().begin(ConnectionModel.Purpose.PASTE, addressIn(choosers.clipboard()));
        open(Dialog.CONNECTION);
    }

    public void addConnection() {
        connection().begin(ConnectionModel.Purpose.ADD, "");
        open(Dialog.CONNECTION);
    }

    public void editConnection(Profile profile) {
        connection().edit(profile);
        open(Dialog.CONNECTION);
    }

    /** Whether what the dialog holds is connected to once it is kept: not beside a run, and not without a project. */
    public boolean connectsSaved() {
        return switch (connection().purposeProperty().get()) {
            case PASTE -> true;
            case ADD -> project() != null && !areas.run().isRunning();
            case EDIT ->
                target() != null && target().name().equals(connection().before().name());
        };
    }

    /** Keeps what the dialog holds, and looks at it where it is new or is looked at as it was before. */
    public void saveConnection() {
        if (connection().blocked() != null) {
            return;
        }
        boolean connects = connectsSaved();
        Profile before = connection().before();
        Address entered = before != null && connects ? target().address() : null;
        Secret typed = connection().typedPassword();
        profiles()
                .save(
                        before,
                        connection().profile(),
                        typed,
                        kept -> {
                            closeDialog();
                            if (before != null) {
                                // Nothing may be sent to where it led before.
                                areas.workspace().forget(before.name());
                            }
                            if (connects) {
                                connect(kept, typed, entered);
                            }
                        },
                        connection()::refuse);
    }

    /** Nobody is asked for a password that was typed just now, or with which the same database was entered before. */
    private void connect(Profile kept, Secret typed, Address entered) {
        boolean asks = kept.password() instanceof PasswordSource.AskEachTime;
        boolean same = entered != null && Secrets.account(entered).equals(Secrets.account(kept.address()));
        Secret known = typed == null && same ? entered.password() : typed;
        if (asks && known != null) {
            profiles().connect(kept, known);
        } else {
            profiles().connect(kept);
        }
    }

    /** Connects to what the dialog holds without keeping it. */
    public void connectPasted() {
        if (connection().canTest()) {
            Profile written = connection().profile();
            var typed = connection().typedPassword();
            closeDialog();
            if (typed == null && !(written.password() instanceof PasswordSource.AskEachTime)) {
                profiles().connectUnkept(written);
            } else {
                profiles().connectPasted(written.target(Credentials.of(typed)), written.environment());
            }
        }
    }

    public void removeConnection(Profile profile) {
        ask(new Question(
                messages.text("remove.title"),
                messages.text("remove.text", profile.name()),
                messages.text("remove.button"),
                () -> profiles().remove(profile)));
    }

    public void testConnection(Profile profile) {
        notice.set(null);
        profiles().test(profile, report -> say(messages.text("test.good", profile.name(), report.summary())));
    }

    public void copyUrl(Profile profile) {
        choosers.copy(ProfilesModel.url(profile));
    }

    /** Puts a damaged file of profiles aside. */
    public void putProfilesAside() {
        profiles().putAside(place -> say(messages.text("profiles.putAside.done", place)));
    }

    /** Asks whether something is to be done. */
    public void ask(Question wanted) {
        question.set(wanted);
        open(Dialog.ASK);
    }

    private void choose(SeveralProjects several) {
        if (several != null) {
            open(Dialog.CHOICE);
        }
    }

    /** A program of the project's own decides about its migrations: it is not run unasked. */
    private void askForTrust(Settings.Trust trust) {
        ask(new Question(
                messages.text("trust.title", Path.of(trust.program()).getFileName()),
                messages.text("trust.text", trust.program()),
                messages.text("trust.button"),
                () -> areas.shelf().trust().give(trust)));
    }

    public RemedyModel remedy() {
        return remedy;
    }

    /** The ways out that are offered. */
    public RemedyOffers offers() {
        return offers;
    }

    /** Shows what a way out would write, and asks; nothing where there is none. */
    public void propose(RemedyOffers.Offer offer) {
        if (offer != null && isConnected()) {
            propose(offer.remedy(), offer.title(), offer.versions());
        }
    }

    /** Shows what a remedy would write, and asks. */
    public void propose(Remedy wanted, String title) {
        if (isConnected()) {
            propose(wanted, title, List.of());
        }
    }

    /** Looks for words in all scripts. */
    public void searchScripts() {
        if (project() != null) {
            open(Dialog.SEARCH);
        }
    }

    public SearchModel search() {
        return search;
    }

    /** Goes to what was found. */
    public void open(Script script, Found.Hit hit) {
        closeDialog();
        proof.set(false);
        areas.compare().close();
        areas.migration().goTo(new Names.Place(script.file(), hit.offset()));
    }

    /** Asks what a new migration is to be called. */
    public void newMigration() {
        if (project() != null) {
            areas.migration().drafting().begin();
            open(Dialog.NEW);
        }
    }

    private void created(List<Path> files) {
        closeDialog();
        proof.set(false);
        areas.compare().close();
        areas.migration().showCreated(files);
    }

    private void propose(Remedy wanted, String title, List<String> versions) {
        boolean guarded = environment() == Environment.PRODUCTION;
        remedy.propose(new RemedyModel.Proposal(project(), target(), wanted, title, guarded, versions));
        open(Dialog.REMEDY);
    }

    private ProfilesModel profiles() {
        return areas.connections().profiles();
    }

    private ConnectionModel connection() {
        return areas.connections().connection();
    }

    /** A password is asked for as soon as nothing else is in front. */
    private void prompt() {
        boolean asked = areas.connections().prompt().questionProperty().get() != null;
        if (asked && dialog.get() == Dialog.NONE) {
            open(Dialog.PROMPT);
        } else if (!asked && dialog.get() == Dialog.PROMPT) {
            dialog.set(Dialog.NONE);
        }
    }

    /** What is on the clipboard when it looks like an address; nothing otherwise. */
    private static String addressIn(String clipboard) {
        String text = clipboard.strip();
        boolean looks = text.matches("(?is)(postgres(ql)?(\\+[a-z0-9]+)?://|jdbc:postgresql:|[A-Z_]*DATABASE_URL=).*");
        return looks && text.indexOf('\n') < 0 ? text : "";
    }

    /** The profiles the database that is looked at can be compared with. */
    public List<Profile> comparable() {
        return profiles().profiles().stream()
                .filter(profile -> target() == null || !profile.name().equals(target().name()))
                .toList();
    }

    /** Enters another database and compares; the one that is looked at stays. */
    public void compareWith(Profile profile) {
        proof.set(false);
        areas.compare().enter(profile.name());
        profiles().enterBeside(profile, areas.compare()::compare, areas.compare()::refuse);
    }

    public void togglePanel() {
        panel.set(!panel.get());
    }

    /** Selects the migration of a script, and says which of its scripts that is; null when there is none. */
    public Part find(String script) {
        if (script == null || !areas.timeline().selectScript(script)) {
            return null;
        }
        proof.set(false);
        Migration migration = areas.timeline().selectedProperty().get().migration();
        boolean reverts = migration != null
                && migration.revertScript() != null
                && migration.revertScript().endsWith(script);
        return reverts ? Part.REVERT : Part.SQL;
    }

    /** Leaves the dialog for a migration that is in the way of what it asked about. */
    void show(StatusEntry entry) {
        closeDialog();
        proof.set(false);
        areas.compare().close();
        areas.timeline().selectScript(entry.scriptOrLabel());
        boolean applied = entry.state() == MigrationState.APPLIED;
        areas.migration().partProperty().set(applied ? Part.REVERT : Part.SQL);
    }

    /** Whether a run was one of another project than that which is open. */
    boolean isOfAnotherProject(RunPlace place) {
        return project() != null
                && place.folder() != null
                && !place.folder().equals(project().root().toString());
    }

    public boolean isConnected() {
        return project() != null
                && target() != null
                && status() != null
                && areas.workspace().linkProperty().get() == WorkspaceModel.Link.CONNECTED;
    }

    Environment environment() {
        return profiles().environmentOf(target());
    }

    private void ended(RunResult result) {
        areas.demo().look();
        if (result == null) {
            return;
        }
        areas.migration().report(result.firstError());
        if (result.firstError() != null && result.kind() != RunKind.TEST) {
            Part part = find(result.firstError().file());
            if (part != null) {
                areas.migration().partProperty().set(part);
            }
        }
        if (result.kind() == RunKind.MIGRATE || result.kind() == RunKind.REVERT) {
            areas.workspace().refresh();
        }
    }

    /** Brings the run that goes on, or that ended last, to the front. */
    public void showRun() {
        bringToFront(areas.run().stateProperty().get());
    }

    private void bringToFront(RunModel.State state) {
        if (state != RunModel.State.NONE && !areas.run().isRecalling()) {
            boolean test = areas.run().kindProperty().get() == RunKind.TEST;
            proof.set(test);
            panel.set(!test);
        }
    }

    /** Somebody who selects another migration wants to see it. */
    private void leaveProof(StatusEntry now) {
        boolean another = now != null && before != null && !now.scriptOrLabel().equals(before.scriptOrLabel());
        before = now;
        if (another) {
            proof.set(false);
        }
    }

    Project project() {
        return areas.workspace().projectProperty().get();
    }

    Target target() {
        return areas.workspace().targetProperty().get();
    }

    StatusResult status() {
        return areas.workspace().statusProperty().get();
    }
}
