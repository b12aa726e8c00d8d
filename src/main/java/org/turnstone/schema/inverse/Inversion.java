package org.turnstone.schema.inverse;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.turnstone.schema.DerivedRevert;
import org.turnstone.schema.SchemaObject;
import org.turnstone.schema.ddl.Creation;
import org.turnstone.schema.ddl.Kind;
import org.turnstone.schema.read.Reading;

/** Works out how a schema becomes what another snapshot of it says. */
public final class Inversion {
    /** Kinds that hold no data and can be dropped and created for the sake of what they use. */
    private static final Set<Kind> FREE = Set.of(
            Kind.VIEW,
            Kind.MATERIALIZED_VIEW,
            Kind.FUNCTION,
            Kind.PROCEDURE,
            Kind.AGGREGATE,
            Kind.OPERATOR,
            Kind.OPERATOR_CLASS,
            Kind.OPERATOR_FAMILY,
            Kind.CAST,
            Kind.TRANSFORM,
            Kind.CONVERSION,
            Kind.CONSTRAINT,
            Kind.INDEX,
            Kind.STATISTICS,
            Kind.RULE,
            Kind.TRIGGER,
            Kind.POLICY,
            Kind.EVENT_TRIGGER,
            Kind.PUBLICATION,
            Kind.SERVER,
            Kind.USER_MAPPING,
            Kind.FOREIGN_TABLE,
            Kind.LANGUAGE,
            Kind.TEXT_SEARCH_CONFIGURATION,
            Kind.TEXT_SEARCH_DICTIONARY,
            Kind.COMMENT,
            Kind.SECURITY_LABEL,
            Kind.GRANT);

    private final Reading from;
    private final Reading to;
    private final Pairing pairing;
    private final Map<String, Set<String>> users = new HashMap<>();
    private final Renames renames;
    private final Map<SchemaObject, Alteration> alterations = new LinkedHashMap<>();
    private final Set<SchemaObject> drops = new LinkedHashSet<>();
    private final Set<SchemaObject> creates = new LinkedHashSet<>();
    private final List<String> losses = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();

    private Inversion(Reading from, Reading to) {
        this.from = from;
        this.to = to;
        this.pairing = new Pairing(from, to);
        this.renames = new Renames(pairing, from);
        from.needs()
                .forEach((one, others) -> others.forEach(other ->
                        users.computeIfAbsent(other, k -> new LinkedHashSet<>()).add(one)));
    }

    /** What makes {@code from} become {@code to}. */
    public static DerivedRevert of(Reading from, Reading to) {
        return new Inversion(from, to).derive();
    }

    private DerivedRevert derive() {
        compare();
        closeOver();
        List<Step> steps = new Steps(from, to, pairing, renames, alterations, drops, creates, false).all();
        List<Step> order = Sequencing.of(steps);
        if (order.size() < steps.size()) {
            steps = new Steps(from, to, pairing, renames, alterations, drops, creates, true).all();
            order = Sequencing.of(steps);
        }
        if (order.size() < steps.size()) {
            List<String> stuck = Sequencing.stuck(steps, order);
            missing.add("These depend on each other in a circle: " + String.join(", ", stuck) + ".");
        }
        List<String> statements = new ArrayList<>();
        for (Step step : order) {
            statements.addAll(step.sql.get());
        }
        alterations.values().forEach(a -> {
            losses.addAll(a.losses);
            missing.addAll(a.missing);
        });
        new Losses(pairing, drops, creates).addTo(losses, missing);
        return new DerivedRevert(
                statements.stream().distinct().count() == statements.size() ? statements : withoutRepeats(statements),
                losses.stream().distinct().toList(),
                missing.stream().distinct().toList());
    }

    /** The same twice in a row says nothing new. */
    private static List<String> withoutRepeats(List<String> statements) {
        List<String> result = new ArrayList<>();
        for (String statement : statements) {
            if (result.isEmpty() || !result.get(result.size() - 1).equals(statement)) {
                result.add(statement);
            }
        }
        return result;
    }

    private void compare() {
        Alterations how = new Alterations(pairing, new EnumChange(from, to, pairing));
        Attachment attachment = new Attachment(pairing);
        for (SchemaObject object : pairing.fromObjects()) {
            SchemaObject later = pairing.later(object);
            if (later == null) {
                if (!attachment.explainsGoing(object) && !attachment.isOfType(object)) {
                    drops.add(object);
                }
                continue;
            }
            Alteration alteration = how.of(object, renames.asLater(object, later), later);
            if (!alteration.isNothing()) {
                alterations.put(object, alteration);
            }
        }
        for (SchemaObject later : pairing.toObjects()) {
            if (pairing.earlier(later) == null && !attachment.explainsComing(later) && !attachment.isOfType(later)) {
                creates.add(later);
            }
        }
    }

    /** What is dropped takes its parts and its users with it, and those that are to stay come back after it. */
    private void closeOver() {
        Deque<SchemaObject> todo = new ArrayDeque<>(drops);
        Set<SchemaObject> seen = new HashSet<>();
        alterations.forEach((object, alteration) -> {
            if (alteration.anew) {
                todo.add(object);
            } else if (alteration.retypes) {
                retyped(object, todo);
            }
        });
        while (!todo.isEmpty()) {
            SchemaObject object = todo.poll();
            if (!seen.add(object)) {
                continue;
            }
            anew(object);
            if (Attachment.isOverride(object)) {
                continue;
            }
            for (String user : users.getOrDefault(object.id(), Set.of())) {
                SchemaObject using = pairing.fromObject(user);
                if (using != null && !seen.contains(using)) {
                    follow(object, using, todo);
                }
            }
            for (SchemaObject part : pairing.fromObjects()) {
                if (object.id().equals(part.parent())) {
                    todo.add(part);
                }
            }
        }
    }

    private void anew(SchemaObject object) {
        drops.add(object);
        SchemaObject later = pairing.later(object);
        if (later != null) {
            creates.add(later);
            Alteration replaced = alterations.remove(object);
            if (replaced != null) {
                losses.addAll(replaced.losses);
                missing.addAll(replaced.missing);
            }
        }
    }

    /** An object whose foundation goes: it goes too, or only lets go of it. */
    private void follow(SchemaObject foundation, SchemaObject using, Deque<SchemaObject> todo) {
        SchemaObject later = pairing.later(using);
        boolean isPart = foundation.id().equals(using.parent());
        if (later == null || isPart || FREE.contains(Kind.of(using.kind()))) {
            todo.add(using);
            return;
        }
        boolean stillNeeds = to.needs().getOrDefault(later.id(), Set.of()).stream()
                .anyMatch(n -> pairing.later(foundation) != null
                        && n.equals(pairing.later(foundation).id()));
        if (!stillNeeds) {
            return;
        }
        if (using.kind().equals("column") && using.has("generated")) {
            todo.add(using);
        } else if (using.kind().equals("column") && using.has("default") && later.has("default")) {
            Alteration alteration = alterations.computeIfAbsent(using, k -> new Alteration());
            String alter = org.turnstone.schema.ddl.ColumnSettings.alter(later);
            alteration.first.add(alter + "DROP DEFAULT");
            alteration.add(alter + "SET DEFAULT " + later.get("default"));
        } else if (!using.kind().equals("sequence")) {
            missing.add("The " + foundation.kind() + " " + foundation.name() + " cannot be made anew while the "
                    + using.kind() + " " + using.name() + " uses it.");
        }
    }

    /** A type cannot change under what has it in a definition. */
    private void retyped(SchemaObject object, Deque<SchemaObject> todo) {
        List<SchemaObject> changing = new ArrayList<>(List.of(object));
        boolean type = object.kind().equals("enum");
        if (type) {
            for (String user : users.getOrDefault(object.id(), Set.of())) {
                SchemaObject using = pairing.fromObject(user);
                if (using != null && using.kind().equals("column")) {
                    changing.add(using);
                }
            }
        }
        for (SchemaObject changed : changing) {
            for (String user : users.getOrDefault(changed.id(), Set.of())) {
                SchemaObject using = pairing.fromObject(user);
                if (using == null || pairing.later(using) == null) {
                    continue;
                }
                Kind kind = Kind.of(using.kind());
                boolean rebuilt = kind == Kind.INDEX || kind == Kind.CONSTRAINT || kind == Kind.STATISTICS;
                boolean remark = kind == Kind.COMMENT || kind == Kind.GRANT || kind == Kind.SECURITY_LABEL;
                if (kind == Kind.COLUMN && using.has("generated")) {
                    todo.add(using);
                } else if (FREE.contains(kind)
                        && !remark
                        && !(rebuilt && changed.kind().equals("column"))) {
                    todo.add(using);
                } else if (changed == object && type && (kind == Kind.DOMAIN || kind == Kind.RANGE_TYPE)) {
                    missing.add("The type " + object.name() + " is used by " + using.id()
                            + ", so a label cannot be taken away.");
                } else if (changed == object && type && remark) {
                    Alteration again = alterations.get(object);
                    again.statements.addAll(Creation.of(pairing.later(using), List.of(), null));
                }
            }
        }
    }
}
