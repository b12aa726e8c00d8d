package org.turnstone.schema.inverse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.turnstone.schema.SchemaObject;
import org.turnstone.schema.ddl.Kind;
import org.turnstone.schema.inverse.Step.Phase;
import org.turnstone.schema.read.Reading;

/** The steps of an inversion and what each waits for. */
final class Steps {
    private final Reading from;
    private final Reading to;
    private final Pairing pairing;
    private final Renames renames;
    private final Map<SchemaObject, Alteration> alterations;
    private final Set<SchemaObject> drops;
    private final Set<SchemaObject> creates;
    private final boolean keysApart;

    private final Map<SchemaObject, Step> dropSteps = new LinkedHashMap<>();
    private final Map<SchemaObject, Step> renameSteps = new LinkedHashMap<>();
    private final Map<SchemaObject, Step> firstSteps = new LinkedHashMap<>();
    private final Map<SchemaObject, Step> changeSteps = new LinkedHashMap<>();
    private final Map<SchemaObject, Step> createSteps = new LinkedHashMap<>();
    private final Map<SchemaObject, Step> ownerSteps = new LinkedHashMap<>();
    private final Map<String, List<SchemaObject>> usersBefore = new HashMap<>();

    /**
     * @param keysApart whether foreign keys are dropped before their tables, which only tables that refer to each other
     *     need
     */
    Steps(
            Reading from,
            Reading to,
            Pairing pairing,
            Renames renames,
            Map<SchemaObject, Alteration> alterations,
            Set<SchemaObject> drops,
            Set<SchemaObject> creates,
            boolean keysApart) {
        this.from = from;
        this.to = to;
        this.pairing = pairing;
        this.renames = renames;
        this.alterations = alterations;
        this.drops = drops;
        this.creates = creates;
        this.keysApart = keysApart;
        from.needs()
                .forEach((one, others) -> others.forEach(other -> usersBefore
                        .computeIfAbsent(other, k -> new ArrayList<>())
                        .add(pairing.fromObject(one))));
    }

    List<Step> all() {
        drops();
        renames();
        changes();
        creations();
        order();
        List<Step> result = new ArrayList<>();
        Set<Step> seen = new HashSet<>();
        for (Map<SchemaObject, Step> steps :
                List.of(dropSteps, renameSteps, firstSteps, changeSteps, createSteps, ownerSteps)) {
            steps.values().stream().filter(seen::add).forEach(result::add);
        }
        return result;
    }

    private void drops() {
        for (SchemaObject object : drops) {
            if (object == dropped(object)) {
                Step step = new Step(
                        Phase.DROP,
                        Kind.rank(object.kind()),
                        object.id(),
                        () -> new Dropping(pairing, renames, from).of(object, renames.now(object)));
                dropSteps.put(object, step);
            }
        }
    }

    /** Of an object that goes, the one whose DROP takes it along. */
    private SchemaObject dropped(SchemaObject object) {
        SchemaObject with = takenAlong(object);
        return with == null ? object : dropped(with);
    }

    private SchemaObject takenAlong(SchemaObject object) {
        SchemaObject parent = pairing.fromObject(object.parent());
        if (parent != null && drops.contains(parent)) {
            return keysApart && isForeignKey(object) ? null : parent;
        }
        SchemaObject attachedTo = pairing.fromObject(Attachment.above(object, parent));
        if (attachedTo != null && drops.contains(attachedTo)) {
            return attachedTo;
        }
        if (object.has("owned by")) {
            SchemaObject column = pairing.fromObject("column " + object.get("owned by"));
            return column != null && drops.contains(column) ? column : null;
        }
        Kind kind = Kind.of(object.kind());
        if (kind == Kind.INDEX || kind == Kind.CONSTRAINT) {
            for (String need : from.needs().getOrDefault(object.id(), Set.of())) {
                SchemaObject column = pairing.fromObject(need);
                boolean own = column != null
                        && column.kind().equals("column")
                        && column.parent().equals(object.parent());
                if (own && drops.contains(column) && !Attachment.isOverride(column)) {
                    return column;
                }
            }
        }
        if (kind == Kind.FUNCTION) {
            for (SchemaObject type : drops) {
                if (type.kind().equals("base type") && Dropping.isPartOf(object, type)) {
                    return type;
                }
            }
        }
        return null;
    }

    private static boolean isForeignKey(SchemaObject object) {
        return object.kind().equals("constraint") && object.get("definition").startsWith("FOREIGN KEY");
    }

    private void renames() {
        for (SchemaObject object : renames.objects()) {
            if (!drops.contains(object)) {
                renameSteps.put(
                        object,
                        new Step(Phase.RENAME, Kind.rank(object.kind()), object.id(), () -> renames.carryOut(object)));
            }
        }
    }

    private void changes() {
        alterations.forEach((object, alteration) -> {
            if (!alteration.first.isEmpty()) {
                firstSteps.put(
                        object, new Step(Phase.RENAME, Kind.rank(object.kind()), object.id(), () -> alteration.first));
            }
            changeSteps.put(
                    object, new Step(Phase.CHANGE, Kind.rank(object.kind()), object.id(), () -> alteration.statements));
        });
    }

    private void creations() {
        for (SchemaObject object : creates) {
            if (created(object) != object) {
                continue;
            }
            List<SchemaObject> columns = pairing.partsLater(object, "column");
            createSteps.put(
                    object,
                    new Step(
                            Phase.CHANGE,
                            Kind.rank(object.kind()),
                            object.id(),
                            () -> new Creating(pairing, creates, to).of(object, inOrder(object, columns))));
            if (object.has("owned by")) {
                ownerSteps.put(
                        object,
                        new Step(
                                Phase.CHANGE,
                                Kind.rank("constraint"),
                                object.id() + " owned",
                                () -> List.of(
                                        "ALTER SEQUENCE " + object.name() + " OWNED BY " + object.get("owned by"))));
            }
        }
    }

    private List<SchemaObject> inOrder(SchemaObject table, List<SchemaObject> columns) {
        List<SchemaObject> result = new ArrayList<>(columns);
        result.sort(java.util.Comparator.comparingInt(c -> {
            var mark = to.marks().get(c.id());
            return mark == null ? 0 : mark.sub();
        }));
        return result;
    }

    /** A column comes with its table. */
    private SchemaObject created(SchemaObject object) {
        SchemaObject parent = pairing.toObject(object.parent());
        boolean within = object.kind().equals("column")
                && parent != null
                && creates.contains(parent)
                && !parent.kind().endsWith("view");
        return within ? parent : object;
    }

    private void order() {
        for (SchemaObject object : drops) {
            Step step = dropSteps.get(dropped(object));
            if (step != null) {
                dropAfterUsers(object, step);
                SchemaObject table = pairing.fromObject(object.parent());
                if (object.has("attached to") && table != null) {
                    step.after(firstSteps.get(table));
                }
            }
        }
        renameInOrder();
        changeSteps.forEach((object, step) -> {
            step.after(firstSteps.get(object));
            waitForUsersGone(object, step);
            waitForNeeds(pairing.later(object), step);
        });
        firstSteps.values().forEach(s -> renameSteps.values().forEach(s::after));
        changeSteps.values().forEach(s -> renameSteps.values().forEach(s::after));
        for (SchemaObject object : creates) {
            Step step = createSteps.get(created(object));
            if (step == null) {
                continue;
            }
            renameSteps.values().forEach(step::after);
            waitForNeeds(object, step);
            for (Map.Entry<SchemaObject, Step> drop : dropSteps.entrySet()) {
                if (collides(drop.getKey(), object)) {
                    step.after(drop.getValue());
                }
            }
        }
        ownerSteps.forEach((object, step) -> {
            step.after(createSteps.get(object));
            step.after(stepMaking("column " + object.get("owned by")));
        });
    }

    private void dropAfterUsers(SchemaObject object, Step step) {
        for (SchemaObject user : usersBefore.getOrDefault(object.id(), List.of())) {
            if (user == null) {
                continue;
            }
            if (drops.contains(user)) {
                step.after(dropSteps.get(dropped(user)));
                continue;
            }
            step.after(renameSteps.get(user));
            if (firstSteps.containsKey(user) && !alterations.get(user).retypes) {
                step.after(firstSteps.get(user));
            } else {
                step.after(changeSteps.get(user));
            }
        }
    }

    private void waitForUsersGone(SchemaObject object, Step step) {
        List<SchemaObject> changing = new ArrayList<>(List.of(object));
        if (object.kind().equals("enum") && alterations.get(object).retypes) {
            usersBefore.getOrDefault(object.id(), List.of()).stream()
                    .filter(u -> u != null && u.kind().equals("column"))
                    .forEach(changing::add);
        }
        for (SchemaObject changed : changing) {
            for (SchemaObject user : usersBefore.getOrDefault(changed.id(), List.of())) {
                if (user != null && drops.contains(user)) {
                    step.after(dropSteps.get(dropped(user)));
                }
            }
        }
    }

    private void waitForNeeds(SchemaObject object, Step step) {
        for (String need : to.needs().getOrDefault(object.id(), Set.of())) {
            boolean owner = object.has("owned by") && need.startsWith("column ");
            if (!owner) {
                step.after(stepMaking(need));
                SchemaObject needed = pairing.toObject(need);
                if (needed != null && needed.kind().equals("column")) {
                    step.after(swapOf(needed));
                }
            }
        }
    }

    /** An enum that is replaced changes its columns as well. */
    private Step swapOf(SchemaObject column) {
        for (Map.Entry<SchemaObject, Step> change : changeSteps.entrySet()) {
            boolean swap = change.getKey().kind().equals("enum") && alterations.get(change.getKey()).retypes;
            if (swap
                    && column.get("type")
                            .replace("[]", "")
                            .equals(pairing.later(change.getKey()).name())) {
                return change.getValue();
            }
        }
        return null;
    }

    private Step stepMaking(String id) {
        SchemaObject object = pairing.toObject(id);
        if (object == null) {
            return null;
        }
        if (creates.contains(object)) {
            return createSteps.get(created(object));
        }
        SchemaObject before = pairing.earlier(object);
        return before == null ? null : changeSteps.get(before);
    }

    private void renameInOrder() {
        renameSteps.forEach((object, step) -> {
            SchemaObject later = pairing.later(object);
            renameSteps.forEach((other, earlier) -> {
                if (group(other) < group(object)) {
                    step.after(earlier);
                } else if (object != other && collides(other, later) && group(other) == group(object)) {
                    step.after(earlier);
                }
            });
            dropSteps.forEach((other, drop) -> {
                if (collides(other, later)) {
                    step.after(drop);
                }
            });
        });
    }

    private static int group(SchemaObject object) {
        if (object.kind().equals("schema")) {
            return 0;
        }
        return object.parent() == null && object.name().indexOf('(') < 0 ? 1 : 2;
    }

    /** Whether the one that is there has the name that the other will have. */
    private static boolean collides(SchemaObject there, SchemaObject coming) {
        return there.name().equals(coming.name()) && space(there).equals(space(coming));
    }

    /** Relations and types share their names; everything else is apart by kind. */
    private static String space(SchemaObject object) {
        Kind kind = Kind.of(object.kind());
        return switch (kind) {
            case TABLE,
                    FOREIGN_TABLE,
                    VIEW,
                    MATERIALIZED_VIEW,
                    SEQUENCE,
                    INDEX,
                    COMPOSITE_TYPE,
                    ENUM,
                    DOMAIN,
                    RANGE_TYPE,
                    BASE_TYPE,
                    SHELL_TYPE -> "relation";
            case FUNCTION, PROCEDURE, AGGREGATE -> "routine";
            default -> kind.word();
        };
    }
}
