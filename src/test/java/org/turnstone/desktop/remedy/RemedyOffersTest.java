package org.turnstone.desktop.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.turnstone.connection.Target;
import org.turnstone.desktop.DirectBackground;
import org.turnstone.desktop.PretendEngine;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.desktop.workspace.WorkspaceModel;
import org.turnstone.format.Migration;
import org.turnstone.format.MigrationState;
import org.turnstone.format.Remedy;
import org.turnstone.format.StatusEntry;
import org.turnstone.run.Cancellation;
import org.turnstone.run.Outlook;
import org.turnstone.run.RunOutcome;
import org.turnstone.run.RunRequest;
import org.turnstone.run.RunResult;

/** Where something is not as it should be, the tool's own ways out are offered, and nowhere else. */
class RemedyOffersTest {
    private final PretendEngine engine = new PretendEngine();
    private final Target target = PretendEngine.target("here");
    private final WorkspaceModel workspace = new WorkspaceModel(engine, new DirectBackground());
    private final RemedyOffers offers = new RemedyOffers(engine::remedies, workspace, Messages.ofDefaultLocale());

    @TempDir
    private Path folder;

    @BeforeEach
    void twoMigrations() throws Exception {
        Files.writeString(folder.resolve("V1__one.sql"), "select 1;\n");
        Files.writeString(folder.resolve("V2__two.sql"), "select 2;\n");
    }

    private void look() throws Exception {
        workspace.look(engine.open(folder), target);
    }

    private void record(MigrationState state) {
        engine.record(
                target,
                new StatusEntry(
                        "1",
                        "one",
                        Migration.Kind.VERSIONED,
                        state,
                        null,
                        "V1__one.sql",
                        "1",
                        LocalDateTime.of(2026, 1, 1, 1, 1),
                        "anna",
                        Duration.ZERO,
                        null));
    }

    private List<Remedy> ofFirst() {
        return offers.of(workspace.statusProperty().get().status().entries().getFirst()).stream()
                .map(RemedyOffers.Offer::remedy)
                .toList();
    }

    @Test
    void eachStateHasItsOwn() throws Exception {
        record(MigrationState.APPLIED);
        look();
        assertThat(ofFirst()).isEmpty();
        record(MigrationState.CHANGED);
        look();
        assertThat(ofFirst()).containsExactly(new Remedy.Repair());
        record(MigrationState.FAILED);
        look();
        assertThat(ofFirst()).containsExactly(new Remedy.MarkReverted("1"), new Remedy.MarkApplied("1"));
        workspace.connect(null);
        assertThat(ofFirst())
                .as("without a database there is nothing to write to")
                .isEmpty();
    }

    @Test
    void whatStoppedARunIsOfferedWithItsResult() throws Exception {
        record(MigrationState.FAILED);
        look();
        RunResult went = engine.run(RunRequest.migrate(engine.open(folder), target), event -> {}, new Cancellation());
        record(MigrationState.FAILED);
        look();
        assertThat(offers.of(went)).isEmpty();
        assertThat(offers.of(with(went, RunOutcome.FAILED)))
                .extracting(RemedyOffers.Offer::remedy)
                .containsExactly(new Remedy.MarkReverted("1"), new Remedy.MarkApplied("1"));
        assertThat(offers.of(with(went, RunOutcome.LOCKED)))
                .singleElement()
                .matches(offer -> offer.remedy() instanceof Remedy.Unlock);
        workspace.connect(PretendEngine.target("elsewhere"));
        assertThat(offers.of(with(went, RunOutcome.FAILED))).isEmpty();
    }

    private static RunResult with(RunResult result, RunOutcome outcome) {
        return new RunResult(
                result.id(),
                result.kind(),
                outcome,
                result.summary(),
                result.advice(),
                result.steps(),
                result.tests(),
                result.project(),
                result.folder(),
                result.format(),
                result.target(),
                result.startedAt(),
                result.duration(),
                result.change(),
                result.locks(),
                result.evidence(),
                result.note(),
                result.proof(),
                result.blockers());
    }

    @Test
    void aDatabaseWithTablesAndNoHistoryCanBeTakenOver() throws Exception {
        look();
        RemedyOffers.Offer offer = offers.takeOverOfOccupied();
        assertThat(offer.versions()).containsExactly("1", "2");
        assertThat(offer.remedy()).isEqualTo(new Remedy.Baseline(null, null));
        engine.outlook(new Outlook(null, false, 1L, Map.of(), List.of(), false, Duration.ZERO));
        look();
        assertThat(offers.takeOverOfOccupied()).isNull();
        assertThat(offers.takeOver()).isNotNull();
        assertThat(offers.unlockOfTaken()).isNull();
        engine.outlook(new Outlook("somebody", false, 1L, Map.of(), List.of(), true, Duration.ZERO));
        record(MigrationState.APPLIED);
        look();
        assertThat(offers.takeOver()).isNull();
        assertThat(offers.unlockOfTaken().remedy()).isEqualTo(new Remedy.Unlock());
    }
}
