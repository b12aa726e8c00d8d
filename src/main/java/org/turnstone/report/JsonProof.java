package org.turnstone.report;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.turnstone.run.ColumnFate;
import org.turnstone.run.Evidence;
import org.turnstone.run.PairProof;
import org.turnstone.run.PlantedTable;
import org.turnstone.run.Proof;
import org.turnstone.run.RevertOffer;
import org.turnstone.run.ScratchLeftover;
import org.turnstone.schema.AttributeChange;
import org.turnstone.schema.SchemaChange;
import org.turnstone.schema.SchemaDifference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Schemas and proofs in JSON's words: differences, pairs, drift, derived reverts. */
public final class JsonProof {
    private JsonProof() {}

    /** Derived reverts, as {@code derive --json} prints them. */
    public static String of(List<RevertOffer> offers) {
        ObjectNode node = object().put("schema", JsonReport.SCHEMA);
        node.set("reverts", array(offers, JsonProof::offer));
        return JsonReport.text(node);
    }

    /** Scratch databases that are still there, as {@code scratch list --json} prints them. */
    public static String ofScratch(List<ScratchLeftover> databases) {
        ObjectNode node = object().put("schema", JsonReport.SCHEMA);
        node.set(
                "databases",
                array(
                        databases,
                        d -> object().put("name", d.name())
                                .put("server", d.server())
                                .put("kept", d.kept())
                                .put("enter", d.enter())));
        return JsonReport.text(node);
    }

    static JsonNode difference(SchemaDifference difference) {
        return difference == null ? null : array(difference.changes(), JsonProof::change);
    }

    private static ObjectNode change(SchemaChange change) {
        ObjectNode node = object().put("change", id(change.kind()))
                .put("kind", change.object().kind())
                .put("name", change.object().name())
                .put("line", change.line());
        node.set("attributes", array(change.attributes(), JsonProof::attribute));
        return node;
    }

    private static ObjectNode attribute(AttributeChange attribute) {
        return object().put("name", attribute.name())
                .put("before", attribute.before())
                .put("after", attribute.after());
    }

    static ObjectNode evidence(Evidence evidence) {
        if (evidence == null) {
            return null;
        }
        ObjectNode node = object().put("holds", evidence.holds());
        node.set("proofs", array(evidence.proofs(), JsonNodeFactory.instance::stringNode));
        return node;
    }

    static ObjectNode proof(Proof proof) {
        if (proof == null) {
            return null;
        }
        ObjectNode node = object().put("place", proof.place().id()).put("kept", proof.kept());
        node.set("pairs", array(proof.pairs(), JsonProof::pair));
        node.set("drift", difference(proof.drift()));
        node.set("planted", array(proof.planted(), JsonProof::planted));
        node.set("values", array(proof.fates(), JsonProof::fate));
        return node;
    }

    private static ObjectNode pair(PairProof pair) {
        ObjectNode node = object().put("version", pair.version())
                .put("description", pair.description())
                .put("script", pair.script())
                .put("revertScript", pair.revertScript())
                .put("verdict", pair.verdict().id());
        node.set("change", difference(pair.change()));
        node.set("remainder", difference(pair.remainder()));
        node.set("losses", array(pair.losses(), JsonNodeFactory.instance::stringNode));
        node.set("error", JsonReport.error(pair.error()));
        return node;
    }

    private static ObjectNode planted(PlantedTable table) {
        return object().put("table", table.table()).put("rows", table.rows()).put("problem", table.problem());
    }

    private static ObjectNode fate(ColumnFate fate) {
        return object().put("table", fate.table())
                .put("column", fate.column())
                .put("kept", fate.kept())
                .put("version", fate.version())
                .put("direction", id(fate.direction()))
                .put("detail", fate.detail());
    }

    private static ObjectNode offer(RevertOffer offer) {
        ObjectNode node = object().put("version", offer.migration().version())
                .put("description", offer.migration().description())
                .put("script", offer.migration().scriptName())
                .put("verdict", offer.verdict().id())
                .put("file", offer.file() == null ? null : offer.file().toString())
                .put("text", offer.text());
        node.set("change", difference(offer.change()));
        node.set("losses", array(offer.losses(), JsonNodeFactory.instance::stringNode));
        node.set("missing", array(offer.missing(), JsonNodeFactory.instance::stringNode));
        return node;
    }

    private static String id(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
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
