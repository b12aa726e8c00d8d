package org.turnstone.desktop;

import java.util.List;
import org.turnstone.desktop.connections.Access;
import org.turnstone.desktop.connections.ConnectionModel;
import org.turnstone.desktop.connections.EncodeModel;
import org.turnstone.desktop.connections.ProfilesModel;
import org.turnstone.desktop.connections.PromptModel;
import org.turnstone.desktop.editor.LexerHighlighter;
import org.turnstone.desktop.editor.ScriptStore;
import org.turnstone.desktop.migration.MigrationModel;
import org.turnstone.desktop.migration.RevertModel;
import org.turnstone.desktop.platform.Background;
import org.turnstone.desktop.platform.Choosers;
import org.turnstone.desktop.platform.FolderWatch;
import org.turnstone.desktop.platform.FxThread;
import org.turnstone.desktop.platform.Memory;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.desktop.platform.Theme;
import org.turnstone.desktop.run.ObservedModel;
import org.turnstone.desktop.run.RunModel;
import org.turnstone.desktop.shell.GuardModel;
import org.turnstone.desktop.shell.PaletteModel;
import org.turnstone.desktop.shell.RecentRunsModel;
import org.turnstone.desktop.shell.Recollection;
import org.turnstone.desktop.shell.ReportWriter;
import org.turnstone.desktop.shell.SessionModel;
import org.turnstone.desktop.shell.ShellModel;
import org.turnstone.desktop.shell.ShellView;
import org.turnstone.desktop.timeline.CompareModel;
import org.turnstone.desktop.timeline.TimelineModel;
import org.turnstone.desktop.workspace.DemoModel;
import org.turnstone.desktop.workspace.DropModel;
import org.turnstone.desktop.workspace.FreshnessModel;
import org.turnstone.desktop.workspace.ProjectsModel;
import org.turnstone.desktop.workspace.TrustModel;
import org.turnstone.desktop.workspace.WorkspaceModel;
import org.turnstone.run.PastRuns;

/** Makes the models, then the views, and hands each what it needs. */
public final class DesktopWiring {
    /**
     * What is outside of the window: the machine, the network, the disk.
     *
     * @param past the journal; null where there is none
     */
    public record Outside(
            FxThread fx,
            Background background,
            Choosers choosers,
            Access access,
            ReportWriter reports,
            Messages messages,
            Memory memory,
            PastRuns past) {
        /** A window that remembers nothing. */
        public Outside(
                FxThread fx,
                Background background,
                Choosers choosers,
                Access access,
                ReportWriter reports,
                Messages messages) {
            this(fx, background, choosers, access, reports, messages, Memory.forgetful(), null);
        }
    }

    private final ShellModel model;
    private final ShellView view;
    private final SessionModel session;
    /** Kept, because what it listens to does not keep it. */
    private final Recollection recollection;

    public DesktopWiring(DesktopStart start, Theme theme, Outside outside) {
        Messages messages = outside.messages();
        Background background = outside.background();
        var workspace = new WorkspaceModel(start.engine(), background);
        var timeline = new TimelineModel(workspace, messages);
        var run = new RunModel(start.engine(), background, outside.fx(), messages);
        var migration = new MigrationModel(
                workspace,
                timeline,
                new ScriptStore(),
                background,
                start.engine().workbench(),
                start.engine()::remedies,
                messages,
                new ObservedModel(run),
                new RevertModel(start.engine(), background, outside.fx(), workspace, messages));
        var demo = new DemoModel(start.engine(), workspace, background, outside.fx(), messages, start.sample());
        Access access = outside.access();
        var prompt = new PromptModel(outside.fx());
        var profiles = new ProfilesModel(access, workspace, prompt, background);
        var connections = new ShellModel.Connections(
                profiles, new ConnectionModel(access, background, messages), prompt, new EncodeModel());
        session = new SessionModel(outside.memory(), workspace, timeline, profiles);
        var freshness = new FreshnessModel(
                start.engine(),
                background,
                workspace,
                (folder, changed) -> FolderWatch.of(folder, outside.fx(), changed)::close,
                run::isRunning);
        run.stateProperty().subscribe(state -> {
            if (!run.isRunning()) {
                freshness.runEnded();
            }
        });
        profiles.load();
        demo.look();
        var recent = new RecentRunsModel(run, workspace, outside.past(), background);
        recollection = new Recollection(recent, workspace, outside.past(), background, run, migration.observed());
        var known = new ProjectsModel(workspace, outside.memory(), background);
        var shelf = new ShellModel.Shelf(
                known,
                new TrustModel(start.engine(), workspace, outside.memory(), background),
                new DropModel(
                        start.engine(),
                        workspace,
                        known,
                        background,
                        messages,
                        script -> migration.showCreated(List.of(script))),
                recent,
                new PaletteModel(),
                new GuardModel(start.engine(), run, outside.past(), background),
                outside.memory());
        model = new ShellModel(
                new ShellModel.Areas(
                        workspace,
                        freshness,
                        timeline,
                        new CompareModel(start.engine(), background, workspace),
                        migration,
                        run,
                        demo,
                        connections,
                        shelf),
                outside.choosers(),
                background,
                outside.reports(),
                messages);
        view = new ShellView(
                model, new ShellView.Tools(theme, messages, outside.choosers(), new LexerHighlighter(), outside.fx()));
    }

    public ShellModel model() {
        return model;
    }

    /** What was looked at last. */
    public SessionModel session() {
        return session;
    }

    public ShellView view() {
        return view;
    }
}
