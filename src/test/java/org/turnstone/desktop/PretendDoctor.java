package org.turnstone.desktop;

import java.util.List;
import org.turnstone.connection.Target;
import org.turnstone.run.LockDoctor;
import org.turnstone.run.LockReport;
import org.turnstone.run.RunRefused;
import org.turnstone.run.TargetInfo;

/** Says what it would have done. Process 1 is nobody's to touch. */
final class PretendDoctor implements LockDoctor {
    @Override
    public LockReport look(Target target) {
        return new LockReport(
                new TargetInfo(target.name(), "localhost:5432", "shop", "anna", "18.6"),
                MadeUp.blockers(),
                List.of(),
                List.of());
    }

    @Override
    public String cancel(Target target, int pid) throws RunRefused {
        return allowed(pid, "Process " + pid + " was asked to cancel its statement, and did.");
    }

    @Override
    public String terminate(Target target, int pid) throws RunRefused {
        return allowed(pid, "Process " + pid + " was ended. What it had not committed was rolled back.");
    }

    @Override
    public String dropLeftover(Target target, String index) {
        return index + " was dropped.";
    }

    private static String allowed(int pid, String said) throws RunRefused {
        if (pid == 1) {
            throw new RunRefused("The role anna may not touch process 1.");
        }
        return said;
    }
}
