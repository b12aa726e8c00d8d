package org.turnstone.desktop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.turnstone.connection.Target;
import org.turnstone.format.Migration;
import org.turnstone.format.Project;
import org.turnstone.format.ProjectProblem;
import org.turnstone.run.Cancellation;
import org.turnstone.run.Direction;
import org.turnstone.run.PlannedStep;
import org.turnstone.run.Proofs;
import org.turnstone.run.RevertOffer;
import org.turnstone.run.RunEvent;
import org.turnstone.run.RunListener;
import org.turnstone.run.ScratchLeftover;
import org.turnstone.run.ScratchPlace;
import org.turnstone.schema.SchemaDifference;

/** Derives from what a script says: one that drops has no exact inverse, one that sleeps waits to be cancelled. */
final class PretendProofs implements Proofs {
    @Override
    public List<RevertOffer> derive(
            Project project,
            Set<String> versions,
            Target target,
            ScratchPlace place,
            RunListener listener,
            Cancellation cancellation) {
        List<RevertOffer> offers = new ArrayList<>();
        for (Migration migration : project.migrations()) {
            if (versions.contains(migration.version())) {
                listener.on(new RunEvent.StepStarted(new PlannedStep(migration, Direction.UP), 1, 2));
                offers.add(offer(migration, cancellation));
            }
        }
        return offers;
    }

    private static RevertOffer offer(Migration migration, Cancellation cancellation) {
        String text = read(migration.script());
        while (text.contains("pg_sleep") && !cancellation.isRequested()) {
            PretendEngine.rest();
        }
        if (text.contains("DROP")) {
            return new RevertOffer(
                    migration,
                    RevertOffer.Verdict.NONE,
                    MadeUp.left(),
                    null,
                    null,
                    List.of(),
                    List.of(
                            "The table public.discounts is dropped, and what its column payload was made by is an"
                                    + " extension's own type that scratch does not have.",
                            "The sequence public.discounts_id_seq had a value that no statement restores."));
        }
        return new RevertOffer(
                migration,
                RevertOffer.Verdict.PROVEN,
                new SchemaDifference(MadeUp.change().changes().subList(0, 1)),
                """
                -- Derived by Turnstone from what V%s does, and proven: up, down and up again.
                -- The rows of the index are built again by the migration; no data is lost.
                DROP INDEX public.customers_email_idx;
                """.formatted(migration.version()),
                migration
                        .script()
                        .resolveSibling("U"
                                + migration.script().getFileName().toString().substring(1)),
                text.contains("UPDATE") ? List.of("The prices that were NULL are 0 now.") : List.of(),
                List.of());
    }

    @Override
    public Path write(RevertOffer offer) throws ProjectProblem {
        try {
            return Files.writeString(
                    offer.file(), offer.text(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            throw new ProjectProblem(offer.file() + " is there already and was left as it is.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<ScratchLeftover> leftovers(Target target) {
        return List.of();
    }

    @Override
    public void drop(ScratchLeftover leftover, Target target) {}

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
