package org.turnstone.run;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What goes on in a target at one moment, as far as this role may see it.
 *
 * @param lockHolder who holds the format's migration lock, in words; null when nobody does
 * @param standby whether the server only follows another one, and so takes no changes
 * @param bytes how large the database is; null where this role may not ask
 * @param rows how many rows the planner thinks the tables have that were asked about; those it does not know are absent
 * @param blockers the sessions that would have to be waited for if those tables were to be locked now
 * @param occupied whether there is anything beside the format's own tables, as far as tables, views and the like go
 * @param latency how long the server took to answer a question that needs no work
 */
public record Outlook(
        String lockHolder,
        boolean standby,
        Long bytes,
        Map<String, Long> rows,
        List<Blocker> blockers,
        boolean occupied,
        Duration latency) {
    public Outlook {
        rows = Map.copyOf(rows);
        blockers = List.copyOf(blockers);
    }
}
