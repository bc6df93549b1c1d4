package io.bellhop.k8s;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Something that makes pods.
 *
 * @param selector the labels by which it knows its own pods
 */
record Workload(String name, Map<String, String> selector, PodTemplateSpec template) {

    static Stream<Workload> in(Manifests manifests) {
        return Stream.concat(
                manifests
                        .all(Deployment.class)
                        .map(one -> new Workload(
                                "Deployment/" + one.getMetadata().getName(),
                                one.getSpec().getSelector().getMatchLabels(),
                                one.getSpec().getTemplate())),
                manifests
                        .all(StatefulSet.class)
                        .map(one -> new Workload(
                                "StatefulSet/" + one.getMetadata().getName(),
                                one.getSpec().getSelector().getMatchLabels(),
                                one.getSpec().getTemplate())));
    }

    PodSpec pod() {
        return template.getSpec();
    }

    Map<String, String> labels() {
        return template.getMetadata().getLabels();
    }

    /** Those that run as long as the pod. */
    Stream<Container> lasting() {
        return pod().getContainers().stream();
    }

    Stream<Container> containers() {
        return Stream.concat(pod().getInitContainers().stream(), lasting());
    }

    String name(Container container) {
        return name + " container " + container.getName();
    }

    /** Whether it is a gateway, rather than a database beside it. */
    boolean isBellhop() {
        return "bellhop".equals(labels().get("app.kubernetes.io/name"));
    }
}
