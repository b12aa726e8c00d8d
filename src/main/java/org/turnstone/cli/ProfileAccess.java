package org.turnstone.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.turnstone.connection.Address;
import org.turnstone.connection.ConnectionFailure;
import org.turnstone.connection.Part;
import org.turnstone.connection.Provenance;
import org.turnstone.connection.ResolvedAddress;
import org.turnstone.connection.Secret;
import org.turnstone.connection.Target;
import org.turnstone.connection.profile.Environment;
import org.turnstone.connection.profile.Profile;
import org.turnstone.connection.profile.ProfileProblem;
import org.turnstone.connection.profile.ProfileStore;
import org.turnstone.connection.profile.Secrets;

/** A command's way to the profiles and to their passwords; every password that passes is kept out of what is printed. */
final class ProfileAccess {
    private final Context context;
    private final ProfileStore store;
    private final Secrets secrets;
    private Profile chosen;

    ProfileAccess(Context context) {
        this.context = context;
        this.store = ProfileStore.of(context.terminal().environment());
        this.secrets = new Secrets(context.terminal().environment());
    }

    ProfileStore store() {
        return store;
    }

    Secrets secrets() {
        return secrets;
    }

    /** The environment of the profile that was named with --profile; nothing where none was. */
    Optional<Environment> environment() {
        return Optional.ofNullable(chosen).map(Profile::environment);
    }

    /** The target of the profile that was named with --profile. */
    Target target(TargetOptions options) throws ConnectionFailure, UsageProblem {
        if (options.url != null) {
            throw new UsageProblem("--profile and --url both name a database: write one of them.");
        }
        try {
            chosen = store.get(options.profile);
        } catch (ProfileProblem e) {
            throw new UsageProblem(e.getMessage());
        }
        return target(chosen.withLimits(options.limits(chosen.limits())));
    }

    /** Where each part of that target came from. */
    ResolvedAddress resolved(Target target) {
        Provenance file = new Provenance("profile " + chosen.name());
        Provenance source = new Provenance(
                "profile " + chosen.name() + ", " + chosen.password().description());
        Address kept = chosen.address();
        Address used = target.address();
        Map<Part, Provenance> parts = new LinkedHashMap<>();
        parts.put(Part.HOST, used.host().equals(kept.host()) ? file : source);
        parts.put(Part.PORT, used.port() == kept.port() ? file : source);
        parts.put(Part.DATABASE, used.database().equals(kept.database()) ? file : source);
        parts.put(Part.USER, used.user().equals(kept.user()) ? file : source);
        parts.put(Part.PASSWORD, source);
        parts.put(Part.TLS, file);
        return new ResolvedAddress(used, parts, List.of(), List.of());
    }

    /** The target of a profile, with its password. */
    Target target(Profile profile) throws ConnectionFailure {
        try {
            Target target = secrets.target(profile, this::ask);
            context.discretion().learn(target.address().password());
            return target;
        } catch (ProfileProblem e) {
            throw new ConnectionFailure(ConnectionFailure.Kind.AUTHENTICATION, e.getMessage());
        }
    }

    /** Asks for the profile's password, where somebody can be asked. */
    Optional<Secret> ask(Profile profile, String why) {
        String who = profile.address().user().isEmpty()
                ? ""
                : ", user " + profile.address().user();
        if (context.terminal().interactive()) {
            context.err().line((why.isEmpty() ? "" : why + " ") + "Profile " + profile.name() + who + ".");
        }
        String typed = context.terminal().prompt().get();
        if (typed == null) {
            return Optional.empty();
        }
        Secret secret = new Secret(typed);
        context.discretion().learn(secret);
        return Optional.of(secret);
    }
}
