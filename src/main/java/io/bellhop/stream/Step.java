package io.bellhop.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What became visible from one mark to another.
 *
 * @param heads in the order of ids; none if they are too many to be held, or not known here: the store tells
 */
record Step(Mark from, Mark to, Optional<List<Head>> heads) {

    int size() {
        return heads.map(List::size).orElse(0);
    }

    /** Of a store that was restored to an earlier state meanwhile it is not known what has been seen. */
    static Step unknown(Mark from, Mark to) {
        return new Step(from.isBefore(to) ? from : from.forgotten(), to, Optional.empty());
    }

    /** Two of which one follows the other, as one. */
    static Step joined(List<Step> steps) {
        Mark from = steps.get(0).from();
        Mark to = steps.get(steps.size() - 1).to();
        if (steps.stream().anyMatch(step -> step.heads().isEmpty())) {
            return unknown(from, to);
        }
        List<Head> all = new ArrayList<>();
        steps.forEach(step -> all.addAll(step.heads().orElseThrow()));
        all.sort(StreamStore.BY_ID);
        return new Step(from, to, Optional.of(all));
    }
}
