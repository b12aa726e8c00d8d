package org.turnstone.run;

import java.util.List;
import java.util.stream.Collectors;
import org.turnstone.format.Format;

/** What a proof came to, in a sentence. */
final class ProofSentences {
    /** More than these are not named in a sentence. */
    private static final int MOST_NAMES = 4;

    private ProofSentences() {}

    static String summary(Format format, RunOutcome outcome, int applied, List<PairProof> pairs, TestStep failed) {
        if (outcome == RunOutcome.CANCELLED) {
            return "The test was cancelled.";
        }
        if (outcome == RunOutcome.SUCCEEDED) {
            return proven(applied, pairs);
        }
        List<PairProof> bad = pairs.stream().filter(p -> p.verdict().isBad()).toList();
        if (bad.isEmpty()) {
            return "Not proven: \"" + failed.title() + "\" gave " + failed.result() + ".";
        }
        List<PairProof> reverted = bad.stream().filter(p -> p.change() != null).toList();
        if (reverted.isEmpty()) {
            return "Not proven: " + name(format, bad.getFirst()) + " failed.";
        }
        long judged = pairs.stream()
                .filter(p -> p.verdict().isBad() || p.verdict() == PairProof.Verdict.EXACT)
                .count();
        String up = bad.size() == reverted.size()
                ? ""
                : " "
                        + name(
                                format,
                                bad.stream()
                                        .filter(p -> p.change() == null)
                                        .findFirst()
                                        .orElseThrow()) + " itself failed.";
        if (reverted.size() == 1) {
            PairProof one = reverted.getFirst();
            return "Not proven: the revert of " + name(format, one)
                    + (one.verdict() == PairProof.Verdict.FAILED
                            ? " failed."
                            : " leaves "
                                    + Texts.count(one.remainder().changes().size(), "difference")
                                    + ": " + first(one) + ".")
                    + up;
        }
        return "Not proven: " + reverted.size() + " of " + judged + " reverts do not restore the schema: "
                + reverted.stream().limit(MOST_NAMES).map(p -> name(format, p)).collect(Collectors.joining(", "))
                + (reverted.size() > MOST_NAMES ? " and " + (reverted.size() - MOST_NAMES) + " more" : "") + "." + up;
    }

    private static String proven(int applied, List<PairProof> pairs) {
        long exact = pairs.stream()
                .filter(p -> p.verdict() == PairProof.Verdict.EXACT)
                .count();
        int all = applied + pairs.size();
        String replay = Texts.count(all, "migration") + (all == 1 ? " replays" : " replay");
        if (pairs.isEmpty()) {
            return replay + "; nothing is pending.";
        }
        if (exact == 0) {
            String none = pairs.size() == 1
                    ? (applied > 0 ? "the pending one" : "it") + " has no revert script"
                    : "none of " + (applied > 0 ? "the pending ones" : "them") + " has a revert script";
            return replay + "; " + none + ", so no revert was judged.";
        }
        String which;
        if (exact < pairs.size()) {
            which = exact == 1
                    ? "the one with a revert script reverts"
                    : "the " + exact + " with revert scripts revert";
        } else if (applied > 0) {
            which = exact == 1 ? "the pending one reverts" : "the " + exact + " pending ones revert";
        } else {
            which = exact == 1 ? "it reverts" : "all of them revert";
        }
        return replay + ", and " + which + " to exactly the schema " + (exact == 1 ? "it" : "they") + " started from.";
    }

    private static String first(PairProof pair) {
        var change = pair.remainder().changes().getFirst();
        String object = change.object().kind() + " " + change.object().name();
        return switch (change.kind()) {
            case ADDED -> object + " stays";
            case REMOVED -> object + " is not back";
            case CHANGED ->
                object + " has another "
                        + change.attributes().stream().map(a -> a.name()).collect(Collectors.joining(", "));
        };
    }

    private static String name(Format format, PairProof pair) {
        return format.label(pair.version(), pair.description());
    }
}
