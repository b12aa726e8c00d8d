package org.turnstone.run;

/** What a run is for. */
public enum RunKind {
    MIGRATE("migrate", "Migrate"),
    DRY_RUN("dry-run", "Dry run"),
    REVERT("revert", "Revert"),
    TEST("test", "Test on scratch"),
    DIFF("diff", "Drift");

    private final String id;
    private final String title;

    RunKind(String id, String title) {
        this.id = id;
        this.title = title;
    }

    /** As commands and JSON spell it. */
    public String id() {
        return id;
    }

    /** As screens and documents spell it. */
    public String title() {
        return title;
    }
}
