package org.turnstone.desktop.run;

import org.turnstone.run.RunRequest;

/**
 * What a run works on, in people's words.
 *
 * @param project its name; null where nobody knows
 * @param folder the project's root; null where nobody knows
 * @param target what people call the database; null where there is none
 */
public record RunPlace(String project, String folder, String target) {
    static RunPlace of(RunRequest request) {
        return new RunPlace(
                request.project().name(),
                request.project().root().toString(),
                request.target() == null ? null : request.target().name());
    }
}
