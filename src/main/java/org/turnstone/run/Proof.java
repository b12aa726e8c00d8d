package org.turnstone.run;

import java.util.List;
import org.turnstone.schema.SchemaDifference;

/**
 * What a test on scratch found out beyond its steps.
 *
 * @param place where the scratch database was
 * @param pairs the migrations that were to be proven, in the order the tool runs them
 * @param drift how the target differs from what its history produces: {@code before} is the replayed schema, {@code
 *     after} the target's; null where there is no target
 * @param planted the tables that were filled beforehand; empty when nobody asked for it
 * @param fates what became of planted values, column by column; empty when nobody asked for it
 * @param kept how to enter the database that was kept, without a password; null when it is gone
 */
public record Proof(
        ScratchPlace place,
        List<PairProof> pairs,
        SchemaDifference drift,
        List<PlantedTable> planted,
        List<ColumnFate> fates,
        String kept) {
    public Proof {
        pairs = List.copyOf(pairs);
        planted = List.copyOf(planted);
        fates = List.copyOf(fates);
    }

    public long count(PairProof.Verdict verdict) {
        return pairs.stream().filter(p -> p.verdict() == verdict).count();
    }
}
