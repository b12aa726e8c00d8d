package org.turnstone.desktop.shell;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
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
import org.turnstone.connection.Target;
import org.turnstone.connection.profile.Confirmation;
import org.turnstone.connection.profile.Credentials;
import org.turnstone.connection.profile.Environment;
import org.turnstone.connection.profile.PasswordSource;
import org.turnstone.connection.profile.Profile;
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
import org.turnstone.run.Blocker;
import org.turnstone.run.RunKind;
import org.turnstone.run.RunRequest;
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

    /** Something to be sure about before it is done. */
    public record Question(String title, String text, String button, Runnable yes) {}

    private static final double[] SCALES = {0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2};
    private static final List<String> REPORT_ENDINGS = List.of("html", "md", "json");

    private final Areas areas;
    private final Choosers choosers;
    private final Background background;
    private final ReportWriter reports;
    private final Messages messages;
    private final ReadOnlyObjectWrapper<Dialog> dialog = new ReadOnlyObjectWrapper<>(Dialog.NONE);
    private final ReadOnlyObjectWrapper<Plan> plan = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Question> question = new ReadOnlyObjectWrapper<>();
    private final ObjectProperty<String> notice = new SimpleObjectProperty<>();
    private final BooleanProperty panel = new SimpleBooleanProperty();
    private final BooleanProperty proof = new SimpleBooleanProperty();
    private final RevertLosses losses;
    private final RemedyModel remedy;
    private final SearchModel search;
    private final RemedyOffers offers;

    private final BooleanProperty narrow = new SimpleBooleanProperty();
    private final ReadOnlyBooleanWrapper sidebar = new ReadOnlyBooleanWrapper(true);
    private final ReadOnlyDoubleWrapper scale = new ReadOnlyDoubleWrapper(1);
    private StatusEntry before;
    private Runnable quit = () -> {};

    public ShellModel(Areas areas, Choosers choosers, Background background, ReportWriter reports, Messages messages) {
        this.areas = areas;
        this.choosers = choosers;
        this.background = background;
        this.reports = reports;
        this.messages = messages;
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
        notice.set(memory().damage());
    }

    // Properties

    public Areas areas() {
        return areas;
    }

    public ReadOnlyObjectProperty<Dialog> dialogProperty() {
        return dialog.getReadOnlyProperty();
    }

    /** What the plan dialog asks about. */
    public ReadOnlyObjectProperty<Plan> planProperty() {
        return plan.getReadOnlyProperty();
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
    public ObjectProperty<String> noticeProperty() {
        return notice;
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

    // Commands

    public void toggleSidebar() {
        sidebar.set(!sidebar.get());
    }

    /** One step larger or smaller; 0 goes back to the usual size. */
    public void scale(int steps) {
        int at = 0;
        for (int i = 0; i < SCALES.length; i++) {
            if (Math.abs(SCALES[i] - scale.get()) < Math.abs(SCALES[at] - scale.get())) {
                at = i;
            }
        }
        double wanted = steps == 0 ? 1 : SCALES[Math.clamp(at + steps, 0, SCALES.length - 1)];
        scale.set(wanted);
        memory().change(settings -> settings.scaledBy(wanted));
    }

    /** Opens the palette with everything there is, or only with places to go to. */
    public void palette(boolean placesOnly) {
        areas.shelf().palette().begin(placesOnly);
        open(Dialog.PALETTE);
    }

    public void openRecent(RecentRun run) {
        areas.shelf().recent().open(run, failure -> notice.set(WorkspaceModel.sentence(failure)));
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

    /** Keeps what the dialog holds; one that was pasted is connected to as well. */
    public void saveConnection() {
        if (connection().blocked() != null) {
            return;
        }
        boolean pasted = connection().purposeProperty().get() == ConnectionModel.Purpose.PASTE;
        var typed = connection().typedPassword();
        Target target = pasted ? connection().target() : null;
        profiles()
                .save(
                        connection().before(),
                        connection().profile(),
                        typed,
                        kept -> {
                            closeDialog();
                            if (target == null) {
                                return;
                            }
                            if (typed == null) {
                                profiles().connect(kept);
                            } else {
                                areas.workspace().connect(target);
                            }
                        },
                        connection()::refuse);
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
        profiles().test(profile, report -> notice.set(messages.text("test.good", profile.name(), report.summary())));
    }

    public void copyUrl(Profile profile) {
        choosers.copy(ProfilesModel.url(profile));
    }

    /** Puts a damaged file of profiles aside. */
    public void putProfilesAside() {
        profiles().putAside(place -> notice.set(messages.text("profiles.putAside.done", place)));
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

    public void test() {
        Project project = project();
        if (project != null) {
            Target target = isConnected() ? target() : null;
            areas.run().start(RunRequest.test(project, target));
        }
    }

    /** The same test, whose database stays. */
    public void testKeeping() {
        Project project = project();
        if (project != null) {
            Target target = isConnected() ? target() : null;
            areas.run().start(RunRequest.test(project, target).keepingScratch());
        }
    }

    public void dryRun() {
        if (isConnected()) {
            areas.run().start(RunRequest.dryRun(project(), target()));
        }
    }

    public void dryRunRevert() {
        if (isConnected()) {
            areas.run().start(RunRequest.dryRun(project(), target()).rehearsingRevert(1));
        }
    }

    public void migrate() {
        if (isConnected()) {
            propose(new Plan(
                    RunRequest.migrate(project(), target()), status().status().pending(), 0, environment()));
        }
    }

    public void migrateTo(StatusEntry entry) {
        if (isConnected() && entry.version() != null) {
            List<StatusEntry> pending = status().status().pending();
            int last = pending.indexOf(entry);
            // Repeatable ones run at the end, however far a migrate goes.
            List<StatusEntry> steps = pending.stream()
                    .filter(each -> each.version() == null || pending.indexOf(each) <= last)
                    .toList();
            propose(new Plan(RunRequest.migrate(project(), target()).to(entry.version()), steps, 0, environment()));
        }
    }

    /** Whether a migrate could end with this migration. */
    public boolean canMigrateTo(StatusEntry entry) {
        return isConnected()
                && entry.version() != null
                && status().status().pending().contains(entry);
    }

    /** Whether there are later ones to revert. */
    public boolean canRevertTo(StatusEntry entry) {
        return isConnected() && entry.version() != null && applied().indexOf(entry) > 0;
    }

    public boolean isLastApplied(StatusEntry entry) {
        return isConnected() && applied().indexOf(entry) == 0;
    }

    public void dryRunTo(StatusEntry entry) {
        if (canMigrateTo(entry)) {
            areas.run().start(RunRequest.dryRun(project(), target()).to(entry.version()));
        }
    }

    public void dryRunRevertTo(StatusEntry entry) {
        if (canRevertTo(entry)) {
            areas.run()
                    // By its version: one that waits for another run means the same when its turn comes.
                    .start(RunRequest.dryRun(project(), target())
                            .rehearsingRevert(0)
                            .to(entry.version()));
        }
    }

    public void revertLast() {
        if (isConnected() && !applied().isEmpty()) {
            propose(new Plan(
                    RunRequest.revert(project(), target(), 1), applied().subList(0, 1), 0, environment()));
        }
    }

    /** Asks how many to revert. */
    public void revertSome() {
        if (isConnected() && !applied().isEmpty()) {
            if (areas.run().refuses()) {
                areas.run().start(RunRequest.revert(project(), target(), 1));
                return;
            }
            plan.set(new Plan(
                    RunRequest.revert(project(), target(), 1),
                    applied(),
                    applied().size(),
                    environment()));
            open(Dialog.PLAN);
        }
    }

    /** Reverts what came after a migration, which stays. */
    public void revertTo(StatusEntry entry) {
        int index = applied().indexOf(entry);
        if (isConnected() && index > 0 && entry.version() != null) {
            RunRequest request = RunRequest.revert(project(), target(), 0).to(entry.version());
            propose(new Plan(request, applied().subList(0, index), 0, environment()));
        }
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

    /** Asks whether somebody else's session is to be ended, whose work is lost with it. */
    public void endBlocker(Blocker blocker) {
        ask(new Question(
                messages.text("run.blocker.ask.title"),
                messages.text("run.blocker.ask.text", blocker.label()),
                messages.text("run.blocker.ask.button"),
                () -> areas.run().endBlocker(blocker)));
    }

    public void togglePanel() {
        panel.set(!panel.get());
    }

    /** Whether what was typed is enough, and exactly this was rehearsed or somebody decided that it need not be. */
    public boolean mayCarryOut(String typed) {
        Plan asked = plan.get();
        return asked != null
                && asked.allows(typed)
                && (!asked.mustBeTyped() || areas.shelf().guard().isRehearsedOrSkipped());
    }

    /** Begins what the dialog asked about, if it may. */
    public void carryOut(RunRequest request, String typed) {
        if (mayCarryOut(typed)) {
            closeDialog();
            areas.run().start(request);
        }
    }

    /** Writes a report about where every migration stands. */
    public void report() {
        if (status() != null) {
            write(project().name() + "-status", status(), null);
        }
    }

    /** Writes a report about the run that is looked at. */
    public void export() {
        RunResult result = areas.run().resultProperty().get();
        if (result != null) {
            boolean sameProject = status() != null && status().project().name().equals(result.project());
            write(result.project() + "-" + result.kind().id(), sameProject ? status() : null, result);
        }
    }

    public void reveal(StatusEntry entry) {
        if (entry.migration() != null) {
            choosers.reveal(entry.migration().script());
        }
    }

    /** Opens a script with the program the system has for it. */
    public void openFile(StatusEntry entry) {
        if (entry.migration() != null) {
            choosers.open(entry.migration().script());
        }
    }

    public void copyScriptName(StatusEntry entry) {
        choosers.copy(entry.script());
    }

    public void copyVersion(StatusEntry entry) {
        choosers.copy(entry.label());
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

    /** The versioned migrations the target has, newest first. */
    public List<StatusEntry> applied() {
        return status() == null
                ? List.of()
                : status().status().entries().reversed().stream()
                        .filter(e -> e.kind() == Migration.Kind.VERSIONED)
                        .filter(e -> e.state() == MigrationState.APPLIED || e.state() == MigrationState.CHANGED)
                        .toList();
    }

    public boolean isConnected() {
        return project() != null
                && target() != null
                && status() != null
                && areas.workspace().linkProperty().get() == WorkspaceModel.Link.CONNECTED;
    }

    /** Asks first where the environment's guard says so. What would be refused is not asked about. */
    private void propose(Plan proposed) {
        if (areas.run().refuses() || proposed.environment().confirmation() == Confirmation.NONE) {
            areas.run().start(proposed.request());
        } else {
            plan.set(proposed);
            open(Dialog.PLAN);
        }
    }

    private Environment environment() {
        return profiles().environmentOf(target());
    }

    private void write(String name, StatusResult status, RunResult run) {
        choosers.saveFile(messages.text("report.title"), name + ".html", REPORT_ENDINGS)
                .ifPresent(file -> background.read(
                        "report",
                        () -> {
                            reports.write(file, status, run);
                            return file;
                        },
                        this::written,
                        areas.workspace()::fail));
    }

    private void written(Path file) {
        notice.set(messages.text("report.written", file));
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
        boolean another = now != null && before != null && !Objects.equals(now.script(), before.script());
        before = now;
        if (another) {
            proof.set(false);
        }
    }

    private Project project() {
        return areas.workspace().projectProperty().get();
    }

    private Target target() {
        return areas.workspace().targetProperty().get();
    }

    private StatusResult status() {
        return areas.workspace().statusProperty().get();
    }
}
