package org.turnstone.schema.inverse;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/** Puts steps in an order in which each comes after what it waits for: drops as early, creations as late as can be. */
final class Sequencing {
    private static final Comparator<Step> BY_PREFERENCE = Comparator.comparing((Step s) -> s.phase)
            .thenComparingInt(s -> s.phase == Step.Phase.DROP ? -s.rank : s.rank)
            .thenComparing(s -> s.name);

    private Sequencing() {}

    /** The names of those that are left out. */
    static List<String> stuck(List<Step> steps, List<Step> order) {
        List<Step> left = new ArrayList<>(steps);
        left.removeAll(order);
        return left.stream().map(s -> s.name).distinct().toList();
    }

    /** Steps that wait for each other in a circle are left out. */
    static List<Step> of(List<Step> steps) {
        Map<Step, Integer> waiting = new HashMap<>();
        Map<Step, List<Step>> followers = new HashMap<>();
        for (Step step : steps) {
            waiting.put(step, step.after.size());
            step.after.forEach(
                    s -> followers.computeIfAbsent(s, k -> new ArrayList<>()).add(step));
        }
        PriorityQueue<Step> ready = new PriorityQueue<>(BY_PREFERENCE);
        steps.stream().filter(s -> s.after.isEmpty()).forEach(ready::add);
        List<Step> result = new ArrayList<>();
        while (!ready.isEmpty()) {
            Step step = ready.poll();
            result.add(step);
            for (Step follower : followers.getOrDefault(step, List.of())) {
                if (waiting.merge(follower, -1, Integer::sum) == 0) {
                    ready.add(follower);
                }
            }
        }
        return result;
    }
}
