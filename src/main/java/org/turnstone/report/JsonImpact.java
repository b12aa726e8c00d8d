package org.turnstone.report;

import java.util.List;
import java.util.function.Function;
import org.turnstone.run.Blocker;
import org.turnstone.run.Impact;
import org.turnstone.run.LeftoverIndex;
import org.turnstone.run.LockReport;
import org.turnstone.run.LockTaken;
import org.turnstone.run.TableLock;
import org.turnstone.run.TableScan;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The parts of JSON documents that speak of locks, and of what statements did beside their results. */
final class JsonImpact {
    private JsonImpact() {}

    static ObjectNode impact(Impact impact) {
        if (impact == null) {
            return null;
        }
        ObjectNode node = object();
        node.set("locks", array(impact.locks(), JsonImpact::taken));
        node.set("rewritten", array(impact.rewritten(), JsonNodeFactory.instance::stringNode));
        node.set("scans", array(impact.scans(), JsonImpact::scan));
        return node.put("rowsWritten", impact.rowsWritten())
                .put("walBytes", impact.walBytes())
                .put("statements", impact.statements());
    }

    private static ObjectNode taken(LockTaken lock) {
        return object().put("relation", lock.relation())
                .put("kind", lock.kind())
                .put("mode", lock.mode())
                .put("rows", lock.rows());
    }

    private static ObjectNode scan(TableScan scan) {
        return object().put("table", scan.table()).put("scans", scan.scans()).put("rows", scan.rows());
    }

    static ArrayNode locks(List<TableLock> locks) {
        return array(
                locks,
                lock -> object().put("relation", lock.relation())
                        .put("mode", lock.mode())
                        .put("rows", lock.rows())
                        .put("heldMs", lock.held().toMillis()));
    }

    static ArrayNode blockers(List<Blocker> blockers) {
        return array(blockers, JsonImpact::blocker);
    }

    private static ObjectNode blocker(Blocker each) {
        ObjectNode node = object().put("pid", each.pid())
                .put("role", each.role())
                .put("application", each.application())
                .put("address", each.address())
                .put("state", each.state())
                .put("ageMs", each.age() == null ? null : (Long) each.age().toMillis())
                .put("query", each.query())
                .put("wants", each.wants());
        node.set("waitsFor", array(each.waitsFor(), JsonNodeFactory.instance::numberNode));
        return node.put("orphan", each.orphan());
    }

    static ObjectNode report(LockReport report, ObjectNode node) {
        node.set("sessions", blockers(report.sessions()));
        node.set("leftovers", array(report.leftovers(), JsonImpact::leftover));
        node.set("missing", array(report.missing(), JsonNodeFactory.instance::stringNode));
        return node;
    }

    private static ObjectNode leftover(LeftoverIndex index) {
        return object().put("index", index.index())
                .put("table", index.table())
                .put("definition", index.definition())
                .put("copy", index.copy());
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static <T> ArrayNode array(List<T> items, Function<T, JsonNode> toJson) {
        return JsonNodeFactory.instance
                .arrayNode()
                .addAll(items.stream().map(toJson).toList());
    }
}
