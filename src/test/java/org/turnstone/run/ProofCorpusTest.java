package org.turnstone.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Pairs of all kinds in one project: each judged, and each way back derived. */
class ProofCorpusTest extends EngineFixture {
    private static final Path CORPUS = Path.of("src/test/resources/corpus");

    private List<Path> corpus(String ending) throws Exception {
        try (Stream<Path> files = Files.list(CORPUS)) {
            return files.filter(f -> f.getFileName().toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    private void write(Path file) throws Exception {
        scripts.with(file.getFileName().toString(), Files.readString(file));
    }

    @Test
    void everyPairIsJudged() throws Exception {
        for (Path file : corpus(".sql")) {
            write(file);
        }
        RunResult result = run(RunRequest.test(project(), null));
        assertThat(result.proof().pairs())
                .noneMatch(p -> p.verdict() == PairProof.Verdict.NOT_REACHED)
                .hasSize(corpus(".up.sql").size());
    }

    @Test
    void nearlyEveryWayBackIsDerivedAndProven() throws Exception {
        for (Path file : corpus(".up.sql")) {
            write(file);
        }
        List<RevertOffer> offers = engine.proofs()
                .derive(project(), Set.of(), null, ScratchPlace.BUILT_IN, event -> {}, new Cancellation());
        List<RevertOffer> changing = offers.stream()
                .filter(o -> o.verdict() != RevertOffer.Verdict.NO_CHANGE)
                .toList();
        long proven = changing.stream()
                .filter(o -> o.verdict() == RevertOffer.Verdict.PROVEN)
                .count();
        assertThat(proven * 100).isGreaterThanOrEqualTo(changing.size() * 90L);
        for (RevertOffer offer : offers) {
            if (offer.isOffered()) {
                engine.proofs().write(offer);
            }
        }
        RunResult result = run(RunRequest.test(project(), null));
        assertThat(result.proof().count(PairProof.Verdict.EXACT))
                .as(result.summary())
                .isEqualTo(proven);
    }
}
