package org.turnstone.schema.inverse;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.turnstone.schema.SchemaObject;
import org.turnstone.schema.ddl.Creation;
import org.turnstone.schema.read.Reading;

/** The statements that bring an object back as it was, whatever is granted on new objects by default. */
final class Creating {
    private final Pairing pairing;
    private final Set<SchemaObject> creates;
    private final Reading to;

    Creating(Pairing pairing, Set<SchemaObject> creates, Reading to) {
        this.pairing = pairing;
        this.creates = creates;
        this.to = to;
    }

    List<String> of(SchemaObject object, List<SchemaObject> columns) {
        if (object.kind().equals("column") && object.has("inherited")) {
            SchemaObject above = pairing.inheritedFrom(object);
            return above == null ? List.of() : ColumnAlteration.statements(pairing, as(above, object), object);
        }
        if (object.kind().equals("index") && object.has("attached to")) {
            return attached(object);
        }
        List<String> result = new ArrayList<>(Creation.of(object, columns, to.role()));
        result.removeIf(s -> object.kind().equals("sequence") && s.contains(" OWNED BY "));
        if (!result.isEmpty()) {
            result.addAll(DefaultGrants.undone(object, to));
        }
        return result;
    }

    private static SchemaObject as(SchemaObject column, SchemaObject named) {
        return new SchemaObject("column", named.name(), column.attributes(), null, named.parent());
    }

    /** Where the parent's index is there, a new partition has its own already. */
    private List<String> attached(SchemaObject index) {
        SchemaObject above = pairing.toObject("index " + index.get("attached to"));
        if (above == null || !creates.contains(above)) {
            return List.of();
        }
        List<String> result = new ArrayList<>();
        result.add(index.statement());
        result.add("ALTER INDEX " + above.name() + " ATTACH PARTITION " + index.name());
        return result;
    }
}
