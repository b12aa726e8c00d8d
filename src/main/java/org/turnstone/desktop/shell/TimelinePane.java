package org.turnstone.desktop.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.StackPane;
import org.turnstone.connection.profile.Profile;
import org.turnstone.desktop.connections.ProfilesModel;
import org.turnstone.desktop.controls.Buttons;
import org.turnstone.desktop.controls.EmptyState;
import org.turnstone.desktop.controls.Labels;
import org.turnstone.desktop.controls.Links;
import org.turnstone.desktop.controls.Notice;
import org.turnstone.desktop.controls.Tone;
import org.turnstone.desktop.platform.Icons;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.desktop.remedy.RemedyOffers;
import org.turnstone.desktop.timeline.TimelineView;
import org.turnstone.desktop.workspace.WorkspaceModel;
import org.turnstone.format.MigrationState;
import org.turnstone.format.Remedy;
import org.turnstone.format.StatusEntry;

/** The timeline in the window: with what a right click offers, and what it says while there is no target. */
final class TimelinePane {
    /** So many connections are offered by name where there is none. */
    private static final int OFFERED = 3;

    private final ShellModel model;
    private final Actions actions;
    private final Messages messages;
    private final TimelineView view;

    /** @param openScript brings a script of the selected migration to the front, with the keyboard */
    TimelinePane(ShellModel model, Actions actions, Messages messages, Runnable openScript) {
        this.model = model;
        this.actions = actions;
        this.messages = messages;
        this.view = new TimelineView(
                model.areas().timeline(),
                messages,
                new TimelineView.Doors(
                        this::menu,
                        entry -> {
                            model.proofProperty().set(false);
                            model.areas().compare().close();
                            openScript.run();
                        },
                        model.files()::copyVersion),
                placeholder(actions));
        var hint = new Notice(Tone.ACCENT, Icons.CONNECT);
        hint.setId("no-target");
        var profiles = model.areas().connections().profiles();
        Runnable offer = () -> hint.with(ways(profiles, actions, messages).toArray(Node[]::new));
        profiles.profiles().addListener((ListChangeListener<Profile>) change -> offer.run());
        offer.run();
        view.above(hint);
        view.above(untrusted(actions));
        view.above(offered("take-over", Icons.WAY_OUT, "timeline.takeOver", model.offers()::takeOverOfOccupied));
        view.above(offered("lock-taken", Icons.LOCKED, "timeline.lockTaken", model.offers()::unlockOfTaken));
        view.behindFilter(compare());
        model.areas().workspace().linkProperty().subscribe(link -> {
            boolean failed = link == WorkspaceModel.Link.FAILED;
            String title = failed ? "timeline.noAnswer.title" : "timeline.noTarget.title";
            hint.say(messages.text(title), messages.text("timeline.noTarget.text"));
            Labels.show(hint, failed || link == WorkspaceModel.Link.NONE);
        });
    }

    /** The connections there are, then all the others and a new one. */
    private static List<Node> ways(ProfilesModel profiles, Actions actions, Messages messages) {
        List<Node> ways = new ArrayList<>();
        for (Profile each : profiles.profiles().stream().limit(OFFERED).toList()) {
            ways.add(Links.of(messages.text("timeline.noTarget.connect", each.name()), () -> profiles.connect(each)));
        }
        if (profiles.profiles().size() > OFFERED) {
            ways.add(Links.of(messages.text("timeline.noTarget.more", actions.goTo.hint()), actions.goTo.run()));
        }
        ways.add(Links.of(messages.text("timeline.noTarget.action", actions.connect.hint()), actions.connect.run()));
        return ways;
    }

    Node node() {
        return view.node();
    }

    void focus() {
        view.focus();
    }

    /** The list, which is more than the field above it. */
    Node front() {
        return node().lookup("#" + TimelineView.LIST);
    }

    /** Without its program, what is shown of a project is a guess. */
    private Node untrusted(Actions actions) {
        var notice = new Notice(Tone.WARNING, Icons.TRUST);
        notice.setId("untrusted");
        notice.with(Links.of(messages.text("timeline.untrusted.action"), actions.trust.run()));
        model.areas().shelf().trust().untrustedProperty().subscribe(program -> {
            Labels.show(notice, program != null);
            notice.say(null, program == null ? null : messages.text("timeline.untrusted", program.getFileName()));
        });
        return notice;
    }

    /** A way out for the database as a whole, as long as there is reason for it. */
    private Node offered(String id, Icons icon, String key, Supplier<RemedyOffers.Offer> found) {
        var notice = new Notice(Tone.WARNING, icon);
        notice.setId(id);
        Runnable show = () -> {
            var offer = model.areas().run().isRunning() ? null : found.get();
            Labels.show(notice, offer != null);
            if (offer != null) {
                var workspace = model.areas().workspace();
                String holder = workspace.outlookProperty().get().lockHolder();
                notice.say(
                        null,
                        messages.text(key, workspace.targetProperty().get().name(), String.valueOf(holder)));
                notice.with(Links.of(offer.words(), () -> model.propose(offer)));
            }
        };
        model.areas().workspace().outlookProperty().subscribe(show);
        model.areas().workspace().statusProperty().subscribe(show);
        model.areas().workspace().linkProperty().subscribe(show);
        model.areas().run().stateProperty().subscribe(show);
        return notice;
    }

    /** With which other database the one that is looked at is to be compared. */
    private Node compare() {
        var button = new MenuButton(null, Icons.COMPARE.icon());
        button.setId("compare-with");
        button.getStyleClass().addAll("icon-button", "no-arrow");
        button.setAccessibleText(messages.text("compare.with"));
        button.setTooltip(new Tooltip(messages.text("compare.with")));
        button.disableProperty()
                .bind(model.areas().workspace().linkProperty().isNotEqualTo(WorkspaceModel.Link.CONNECTED));
        // Without a line in it the menu would not open, and its lines are found when it does.
        button.getItems().add(new MenuItem());
        button.setOnShowing(e -> {
            button.getItems().clear();
            var head = new MenuItem(messages.text("compare.with"));
            head.setDisable(true);
            button.getItems().add(head);
            for (Profile profile : model.comparable()) {
                var item = new MenuItem(profile.name(), LinkDot.of(WorkspaceModel.Link.NONE, profile.environment()));
                item.setMnemonicParsing(false);
                item.setOnAction(chosen -> model.compareWith(profile));
                button.getItems().add(item);
            }
            if (button.getItems().size() == 1) {
                button.getItems().add(item("compare.none", true, model::addConnection));
            }
        });
        return button;
    }

    /** An empty list is one that is being read, or one in which the filter leaves nothing. */
    private Node placeholder(Actions actions) {
        var timeline = model.areas().timeline();
        var nothing = new EmptyState(
                Icons.EMPTY,
                messages.text("timeline.empty.title"),
                messages.text("timeline.empty.text"),
                Links.of(messages.text("timeline.empty.action"), timeline::clearFilter));
        var reading = new EmptyState(
                Icons.WAITING, messages.text("timeline.reading.title"), messages.text("timeline.reading.text"));
        var create = Buttons.primary(
                actions.newMigration.text(), () -> actions.newMigration.run().run());
        create.setId("timeline-new");
        var none = new EmptyState(
                Icons.FILE, messages.text("timeline.none.title"), messages.text("timeline.none.text"), create);
        Runnable choose = () -> {
            boolean hidden = timeline.hidesAll();
            nothing.setVisible(hidden);
            none.setVisible(timeline.hasNone());
            reading.setVisible(!hidden && !timeline.hasNone());
        };
        timeline.rows().addListener((javafx.collections.ListChangeListener<Object>) change -> choose.run());
        model.areas().workspace().statusProperty().subscribe(choose);
        choose.run();
        return new StackPane(reading, nothing, none);
    }

    private List<List<MenuItem>> menu(StatusEntry entry) {
        List<MenuItem> runs = new ArrayList<>();
        runs.add(item(
                "timeline.menu.up",
                model.runs().canMigrateTo(entry),
                () -> model.runs().migrateTo(entry)));
        runs.add(item(
                "timeline.menu.dryUp",
                model.runs().canMigrateTo(entry),
                () -> model.runs().dryRunTo(entry)));
        List<MenuItem> reverts = new ArrayList<>();
        // The line that is right-clicked is the selected one, which the actions are about, too.
        MenuItem down = item(
                "timeline.menu.down",
                model.runs().canRevertTo(entry),
                () -> model.runs().revertTo(entry));
        actions.revertTo.showPrice(down, down.getText());
        reverts.add(down);
        reverts.add(item(
                "timeline.menu.dryDown",
                model.runs().canRevertTo(entry),
                () -> model.runs().dryRunRevertTo(entry)));
        MenuItem last = item("timeline.menu.last", model.runs().isLastApplied(entry), model.runs()::revertLast);
        if (!last.isDisable()) {
            actions.revertLast.showPrice(last, last.getText());
        }
        reverts.add(last);
        boolean file = entry.migration() != null;
        List<MenuItem> files = new ArrayList<>();
        files.add(item("timeline.menu.open", file, () -> model.files().openFile(entry)));
        files.add(item("timeline.menu.reveal", file, () -> model.files().reveal(entry)));
        List<MenuItem> words = new ArrayList<>();
        words.add(item("timeline.menu.copy", true, () -> model.files().copyVersion(entry)));
        words.add(item(
                "timeline.menu.copyName",
                entry.script() != null,
                () -> model.files().copyScriptName(entry)));
        return List.of(runs, reverts, remedies(entry), files, words);
    }

    /** Ways out of a bad state; each shows the rows it would write before it writes them. */
    private List<MenuItem> remedies(StatusEntry entry) {
        String version = entry.version();
        boolean applied = entry.state() == MigrationState.APPLIED
                || entry.state() == MigrationState.CHANGED
                || entry.state() == MigrationState.MISSING
                || entry.state() == MigrationState.FAILED;
        List<MenuItem> items = new ArrayList<>();
        if (entry.state() == MigrationState.PENDING && version != null) {
            items.add(remedy("timeline.menu.markApplied", entry, new Remedy.MarkApplied(version)));
        }
        if (applied && version != null) {
            items.add(remedy("timeline.menu.markReverted", entry, new Remedy.MarkReverted(version)));
        }
        model.offers().of(entry).stream()
                .filter(offer -> offer.remedy() instanceof Remedy.Repair)
                .forEach(offer -> items.add(item("timeline.menu.repair", true, () -> model.propose(offer))));
        return items;
    }

    private MenuItem remedy(String key, StatusEntry entry, Remedy wanted) {
        var item = item(
                key,
                true,
                () -> model.propose(
                        wanted, messages.text("remedy.for", messages.text(key).replace("…", ""), entry.label())));
        item.setDisable(model.areas().workspace().linkProperty().get() != WorkspaceModel.Link.CONNECTED);
        return item;
    }

    private MenuItem item(String key, boolean possible, Runnable action) {
        var item = new MenuItem(messages.text(key));
        item.setDisable(!possible);
        item.setOnAction(e -> action.run());
        return item;
    }
}
