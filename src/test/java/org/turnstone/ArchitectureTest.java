package org.turnstone;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The house of docs/architecture.md: lower rooms know nothing of the rooms above. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.turnstone");

    @Test
    void lowerRoomsKnowNothingOfTheRoomsAbove() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("main")
                .definedBy("org.turnstone")
                .layer("desktop")
                .definedBy("org.turnstone.desktop..")
                .layer("cli")
                .definedBy("org.turnstone.cli..")
                .layer("report")
                .definedBy("org.turnstone.report..")
                .layer("run")
                .definedBy("org.turnstone.run..")
                .layer("format")
                .definedBy("org.turnstone.format..")
                .layer("scratch")
                .definedBy("org.turnstone.scratch..")
                .layer("connection")
                .definedBy("org.turnstone.connection..")
                .layer("sql")
                .definedBy("org.turnstone.sql..")
                .layer("schema")
                .definedBy("org.turnstone.schema..")
                .whereLayer("main")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("desktop")
                .mayOnlyBeAccessedByLayers("main")
                .whereLayer("cli")
                .mayOnlyBeAccessedByLayers("main")
                .whereLayer("report")
                .mayOnlyBeAccessedByLayers("desktop", "cli")
                .whereLayer("run")
                .mayOnlyBeAccessedByLayers("main", "desktop", "cli", "report")
                .whereLayer("format")
                .mayOnlyBeAccessedByLayers("desktop", "cli", "report", "run")
                .whereLayer("scratch")
                .mayOnlyBeAccessedByLayers("run")
                .whereLayer("schema")
                .mayOnlyBeAccessedByLayers("desktop", "cli", "report", "run", "scratch")
                .whereLayer("connection")
                .mayOnlyBeAccessedByLayers("main", "desktop", "cli", "run", "format", "scratch")
                .because("every face uses the one engine, and the engine knows neither")
                .check(CLASSES);
    }

    @Test
    void noCycles() {
        slices().matching("org.turnstone.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void onlyTheDesktopKnowsJavaFx() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.turnstone.desktop..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javafx..", "org.fxmisc..", "atlantafx..", "org.controlsfx..", "org.kordamp..")
                .because("the terminal runs where there is no display")
                .check(CLASSES);
    }

    @Test
    void facesAndReportsLeaveJdbcAlone() {
        noClasses()
                .that()
                .resideInAnyPackage("org.turnstone.desktop..", "org.turnstone.cli..", "org.turnstone.report..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "org.postgresql..", "org.flywaydb..")
                .because("work on a database goes through the engine")
                .check(CLASSES);
    }

    @Test
    void onlyTheFlywayFormatKnowsFlyway() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.turnstone.format.flyway..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.flywaydb..")
                .because("adding a format means adding one package and one line in a list")
                .check(CLASSES);
        classes()
                .that()
                .resideInAPackage("org.turnstone.format.flyway..")
                .should()
                .onlyBeAccessed()
                .byAnyPackage("org.turnstone.format.flyway..", "org.turnstone.run..")
                .check(CLASSES);
    }

    @Test
    void sqlIsTextOnly() {
        noClasses()
                .that()
                .resideInAPackage("org.turnstone.sql..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "java.nio.file..", "java.io..")
                .because("the editor asks it at every key stroke, and the tests without a file")
                .check(CLASSES);
    }

    @Test
    void thereIsOneDoorwayToTheFxThread() {
        noClasses()
                .that()
                .haveNameNotMatching("org\\.turnstone\\.desktop\\.platform\\.FxThread.*")
                .should()
                .callMethod(javafx.application.Platform.class, "runLater", Runnable.class)
                .because("one doorway can be watched, two hundred cannot")
                .check(CLASSES);
    }

    @Test
    void nothingIsInterruptedToCancelIt() {
        noClasses()
                .should()
                .callMethod(java.util.concurrent.Future.class, "cancel", boolean.class)
                .because("an interrupt closes the socket and leaves the statement working; cancel the statement")
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void modelsKnowNoControls() {
        noClasses()
                .that()
                .resideInAPackage("org.turnstone.desktop..")
                .and()
                .haveSimpleNameEndingWith("Model")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javafx.scene..", "javafx.stage..", "org.fxmisc..")
                .because("a model is tested without a toolkit")
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void namesSayWhatAThingIs() {
        noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)(\\$.*)?")
                .because("such a name is a drawer")
                .check(CLASSES);
    }
}
