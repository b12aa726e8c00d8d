package org.turnstone.format;

import java.nio.file.Path;
import java.util.List;

/** More than one folder of migrations was found where one was asked for: somebody has to choose. */
public final class SeveralProjects extends ProjectProblem {
    private static final long serialVersionUID = 1L;

    /**
     * One that can be opened.
     *
     * @param folder what to open
     * @param format whose migrations they are
     * @param migrations how many
     */
    public record Candidate(Path folder, String format, int migrations) {
        /** Such as {@code Flyway, 12 migrations}. */
        public String described() {
            return format + ", " + migrations + (migrations == 1 ? " migration" : " migrations");
        }
    }

    private final transient Path root;
    private final transient List<Candidate> candidates;

    public SeveralProjects(Path root, List<Candidate> candidates) {
        super("There are " + candidates.size() + " folders of migrations in " + root + ": "
                + String.join(
                        "; ",
                        candidates.stream()
                                .map(c -> relative(root, c.folder()) + " (" + c.described() + ")")
                                .toList())
                + ". Open the one you mean.");
        this.root = root;
        this.candidates = List.copyOf(candidates);
    }

    private static String relative(Path root, Path folder) {
        return folder.startsWith(root) && !folder.equals(root)
                ? root.relativize(folder).toString()
                : folder.toString();
    }

    /** What was to be opened. */
    public Path root() {
        return root;
    }

    /** What can be opened, by path. */
    public List<Candidate> candidates() {
        return candidates;
    }

    /** A candidate's folder as seen from what was to be opened. */
    public String name(Candidate candidate) {
        return relative(root, candidate.folder());
    }
}
