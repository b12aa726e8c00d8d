package org.turnstone.connection.profile;

import java.util.Objects;
import java.util.function.Function;

/** Brings together what two windows made of one profile. */
final class ProfileMerge {
    private final Profile before;
    private final Profile ours;
    private final Profile theirs;

    private ProfileMerge(Profile before, Profile ours, Profile theirs) {
        this.before = before;
        this.ours = ours;
        this.theirs = theirs;
    }

    static Profile merge(Profile before, Profile ours, Profile theirs) throws ProfileProblem {
        if (theirs.equals(before)) {
            return ours;
        }
        ProfileMerge merge = new ProfileMerge(before, ours, theirs);
        return new Profile(
                ours.name(),
                merge.part("address", Profile::address),
                merge.part("way to obtain the password", Profile::password),
                merge.part("environment", Profile::environment),
                merge.part("TLS", Profile::tls),
                merge.part("limits", Profile::limits),
                merge.part("search path or role", Profile::setup),
                merge.part("note", Profile::note));
    }

    private <T> T part(String what, Function<Profile, T> part) throws ProfileProblem {
        T was = part.apply(before);
        T mine = part.apply(ours);
        T other = part.apply(theirs);
        if (Objects.equals(mine, was) || Objects.equals(mine, other)) {
            return other;
        }
        if (Objects.equals(other, was)) {
            return mine;
        }
        throw new ProfileProblem("Another window changed the " + what + " of profile " + before.name()
                + " meanwhile, so nothing was saved. Open the profile again and repeat your change.");
    }
}
