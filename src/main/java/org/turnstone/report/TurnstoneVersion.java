package org.turnstone.report;

/** Which Turnstone this is, as reports and {@code --version} say it. */
public final class TurnstoneVersion {
    private TurnstoneVersion() {}

    /** The version in the jar's manifest; {@code development} where classes run without one. */
    public static String current() {
        String version = TurnstoneVersion.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
