package org.turnstone.desktop.editor;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.turnstone.run.Catalog;
import org.turnstone.sql.Definition;

/**
 * What may be named in a script: what a database has, and what the project's scripts make.
 *
 * @param catalog what there is where the script will run, or empty while nobody could ask
 * @param target what the target has that is looked at, or empty
 * @param scripts what each of the project's scripts makes, in the order they run
 */
public record Names(Catalog catalog, Catalog target, List<Script> scripts) {
    /** What a script makes. */
    public record Script(Path file, List<Definition> definitions) {}

    /** Where something is made. */
    public record Place(Path file, int offset) {}

    public static final Names NONE = new Names(Catalog.EMPTY, Catalog.EMPTY, List.of());

    public Names {
        scripts = List.copyOf(scripts);
    }

    /** Where a table, or a column of it, or anything else of that name is made first. */
    Optional<Place> made(String table, String name) {
        for (Script script : scripts) {
            for (Definition each : script.definitions()) {
                boolean meant = table == null
                        ? each.name().equals(name) && each.table() == null
                        : each.name().equals(name) && table.equals(each.table());
                if (meant) {
                    return Optional.of(new Place(script.file(), each.offset()));
                }
            }
        }
        return Optional.empty();
    }

    /** A relation, from the catalog or else from the scripts. */
    Optional<Catalog.Relation> relation(String schema, String name) {
        return catalog.relation(schema, name).or(() -> ofScripts(name));
    }

    private Optional<Catalog.Relation> ofScripts(String name) {
        boolean made = scripts.stream()
                .flatMap(script -> script.definitions().stream())
                .anyMatch(each -> each.name().equals(name) && (each.kind().equals("table") || each.kind().equals("view")));
        return made
                ? Optional.of(new Catalog.Relation(
                        "",
                        name,
                        "table",
                        -1,
                        scripts.stream()
                                .flatMap(script -> script.definitions().stream())
                                .filter(each -> name.equals(each.table()))
                                .map(each -> new Catalog.Column(each.name(), each.type(), false, null))
                                .distinct()
                                .toList()))
                : Optional.empty();
    }

    /** All relations, those only the scripts know last. */
    List<Catalog.Relation> relations() {
        if (!catalog.relations().isEmpty()) {
            return catalog.relations();
        }
        return scripts.stream()
                .flatMap(script -> script.definitions().stream())
                .filter(each -> each.kind().equals("table") || each.kind().equals("view"))
                .map(Definition::name)
                .distinct()
                .flatMap(name -> ofScripts(name).stream())
                .toList();
    }
}
