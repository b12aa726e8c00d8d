package org.turnstone.run;

import java.util.List;

/**
 * Why it can be believed that nothing was changed.
 *
 * @param holds whether every proof came out as it should
 * @param proofs a sentence each, with what was looked at and what was seen
 */
public record Evidence(boolean holds, List<String> proofs) {
    public Evidence {
        proofs = List.copyOf(proofs);
    }
}
