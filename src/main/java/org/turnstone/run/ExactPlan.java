package org.turnstone.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.turnstone.format.Migration;

/** What a plan is, down to the bytes of its scripts: two that are equal do the same to the same database. */
public record ExactPlan(List<Step> steps) {
    /**
     * One script and which way it goes.
     *
     * @param sha256 of its bytes; empty when it could not be read, and then equal to no other
     */
    public record Step(String script, Direction direction, String sha256) {
        private boolean isOf(Migration migration) {
            return direction == Direction.UP
                    ? script.equals(migration.scriptName())
                    : script.startsWith(migration.scriptName() + BESIDE);
        }
    }

    /** Where a tool calls every script that reverts the same, its migration's name stands before it. */
    private static final String BESIDE = " / ";

    public ExactPlan {
        steps = List.copyOf(steps);
    }

    /** Reads the scripts as they are now. */
    public static ExactPlan of(List<PlannedStep> plan) {
        return new ExactPlan(plan.stream().map(ExactPlan::step).toList());
    }

    /** Whether the other is exactly this one. A script nobody could read is like no other. */
    public boolean isSameAs(ExactPlan other) {
        return equals(other)
                && !steps.isEmpty()
                && steps.stream().noneMatch(step -> step.sha256().isEmpty());
    }

    /** What its scripts are called that are other ones now, or gone. */
    public List<String> changedSince(List<Migration> now) {
        return steps.stream()
                .filter(step -> !step.sha256().isEmpty())
                .filter(step -> now.stream()
                        .filter(migration -> step.isOf(migration))
                        .noneMatch(migration -> digest(
                                        step.direction() == Direction.UP
                                                ? migration.script()
                                                : migration.revertScript())
                                .equals(step.sha256())))
                .map(Step::script)
                .toList();
    }

    /** The script of a migration in one direction; null when it is not in the plan. */
    public Step of(Migration migration, Direction direction) {
        return steps.stream()
                .filter(step -> step.direction() == direction && step.isOf(migration))
                .findFirst()
                .orElse(null);
    }

    private static Step step(PlannedStep planned) {
        boolean up = planned.direction() == Direction.UP;
        Path file = up ? planned.migration().script() : planned.migration().revertScript();
        String name = file == null
                ? planned.migration().scriptName()
                : file.getFileName().toString();
        // Where a tool calls every script the same, its folder tells them apart.
        String script =
                up ? planned.migration().scriptName() : planned.migration().scriptName() + BESIDE + name;
        return new Step(script, planned.direction(), digest(file));
    }

    private static String digest(Path file) {
        if (file == null) {
            return "";
        }
        try (InputStream in = Files.newInputStream(file);
                DigestInputStream digested = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            digested.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digested.getMessageDigest().digest());
        } catch (IOException e) {
            return "";
        } catch (NoSuchAlgorithmException e) {
            // Every Java has it.
            throw new IllegalStateException(e);
        }
    }
}
