package io.bellhop.k8s;

import java.util.stream.Stream;

/** A rule of ours for all that one folder renders to. */
interface Policy {

    /** Where it is broken, as in {@code Deployment/bellhop-worker container bellhop: no memory limit}; empty if nowhere. */
    Stream<String> violations(Manifests manifests);
}
