package org.turnstone.schema.read;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.turnstone.schema.SchemaObject;
import org.turnstone.schema.ddl.GrantText;
import org.turnstone.schema.ddl.Kind;
import org.turnstone.schema.ddl.OtherText;
import org.turnstone.schema.ddl.Sql;
import org.turnstone.schema.ddl.TableText;
import org.turnstone.schema.ddl.TypeText;

/** Gives every object the statement that creates it, where the catalogs had none to give. */
final class Statements {
    private final Map<String, List<SchemaObject>> parts = new HashMap<>();

    Statements(List<Draft> drafts) {
        for (Draft draft : drafts) {
            if (draft.parent() != null
                    && (draft.kind().equals("column") || draft.kind().equals("constraint"))) {
                parts.computeIfAbsent(draft.parent().id(), k -> new ArrayList<>())
                        .add(draft.object());
            }
        }
    }

    SchemaObject complete(Draft draft, String target) {
        SchemaObject object = draft.object();
        String text = draft.statement() != null ? draft.statement() : statement(object, target);
        text = text == null ? null : OtherText.placed(text);
        return new SchemaObject(
                object.kind(), object.name(), object.attributes(), text, object.parent(), object.root());
    }

    private String statement(SchemaObject object, String target) {
        return switch (Kind.of(object.kind())) {
            case TABLE, FOREIGN_TABLE -> TableText.table(object, parts(object, "column"), parts(object, "constraint"));
            case VIEW, MATERIALIZED_VIEW -> TableText.view(object);
            case COMPOSITE_TYPE -> TableText.composite(object, parts(object, "column"));
            case DOMAIN -> TypeText.domain(object, parts(object, "constraint"));
            case ENUM -> TypeText.enumeration(object);
            case RANGE_TYPE -> TypeText.range(object);
            case BASE_TYPE -> TypeText.base(object);
            case SHELL_TYPE -> "CREATE TYPE " + object.name();
            case SEQUENCE -> OtherText.sequence(object);
            case CONSTRAINT -> OtherText.constraint(object);
            case POLICY -> OtherText.policy(object);
            case AGGREGATE -> OtherText.aggregate(object);
            case OPERATOR_CLASS -> OtherText.operatorClass(object);
            case PUBLICATION -> OtherText.publication(object);
            case SETTING -> OtherText.setting(object);
            case COMMENT -> "COMMENT ON " + target + " IS " + Sql.literal(object.get("text"));
            case SECURITY_LABEL ->
                "SECURITY LABEL FOR " + object.name().substring(0, object.name().indexOf(" of ")) + " ON " + target
                        + " IS " + Sql.literal(object.get("text"));
            case GRANT ->
                GrantText.grant(object, target).stream().map(OtherText::placed).collect(joining(";\n"));
            case DEFAULT_PRIVILEGES -> String.join(";\n", GrantText.defaults(object));
            default -> null;
        };
    }

    private List<SchemaObject> parts(SchemaObject object, String kind) {
        return parts.getOrDefault(object.id(), List.of()).stream()
                .filter(p -> p.kind().equals(kind))
                .toList();
    }

    static boolean isAbout(Draft draft) {
        return draft.kind().equals("comment")
                || draft.kind().equals("grant")
                || draft.kind().equals("security label");
    }

    /** What a comment, a label or a grant is on. The server's own objects have no draft, only their words. */
    static String target(Draft object, Draft about) {
        if (object == null) {
            return GrantText.targetOf(about.name());
        }
        return Sql.target(object.object());
    }
}
