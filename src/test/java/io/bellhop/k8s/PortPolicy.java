package io.bellhop.k8s;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Ports are named, a name that is used is one that a container has, and health and metrics stay off the public one. */
final class PortPolicy implements Policy {

    private static final Set<String> PUBLIC = Set.of("/webhooks", "/webhook", "/api", "/console");

    @Override
    public Stream<String> violations(Manifests manifests) {
        Set<String> names = Workload.in(manifests)
                .flatMap(Workload::lasting)
                .flatMap(container -> container.getPorts().stream())
                .map(ContainerPort::getName)
                .collect(Collectors.toSet());
        return Stream.of(
                        Workload.in(manifests)
                                .filter(Workload::isBellhop)
                                .flatMap(workload -> workload.lasting()
                                        .flatMap(container -> probes(workload.name(container), container))),
                        unknown(names, manifests),
                        manifests.all(Ingress.class).flatMap(PortPolicy::paths))
                .flatMap(each -> each);
    }

    private static Stream<String> probes(String where, Container container) {
        return Stream.of(container.getStartupProbe(), container.getLivenessProbe(), container.getReadinessProbe())
                .filter(Objects::nonNull)
                .map(Probe::getHttpGet)
                .filter(Objects::nonNull)
                .filter(probe -> !isManagement(probe))
                .map(probe -> where + ": a probe asks " + probe.getPath() + " of port "
                        + probe.getPort().getValue());
    }

    private static boolean isManagement(HTTPGetAction probe) {
        return probe.getPath().startsWith("/q/health/")
                && "management".equals(probe.getPort().getStrVal());
    }

    private static Stream<String> unknown(Set<String> names, Manifests manifests) {
        Stream<String> services = manifests
                .all(Service.class)
                .flatMap(service -> service.getSpec().getPorts().stream()
                        .filter(port -> isUnknown(names, port.getTargetPort()))
                        .map(port -> "Service/" + service.getMetadata().getName() + ": no container has its port"));
        Stream<String> policies = manifests
                .all(NetworkPolicy.class)
                .filter(policy -> !SelectorPolicy.isForOthersPods(policy))
                .flatMap(policy -> policy.getSpec().getIngress().stream()
                        .flatMap(rule -> rule.getPorts().stream())
                        .filter(port -> isUnknown(names, port.getPort()))
                        .map(port ->
                                "NetworkPolicy/" + policy.getMetadata().getName() + ": no container has its port"));
        return Stream.concat(services, policies);
    }

    private static boolean isUnknown(Set<String> names, IntOrString port) {
        return port == null || !names.contains(port.getStrVal());
    }

    private static Stream<String> paths(Ingress ingress) {
        String where = "Ingress/" + ingress.getMetadata().getName();
        Stream<String> paths = ingress.getSpec().getRules().stream()
                .flatMap(rule -> rule.getHttp().getPaths().stream())
                .filter(path -> !PUBLIC.contains(path.getPath()))
                .map(path -> where + ": publishes " + path.getPath());
        return Stream.concat(
                paths,
                new Violations(where)
                                .unless(!ingress.getSpec().getTls().isEmpty(), "no TLS")
                                .unless(
                                        ingress.getSpec().getRules().stream()
                                                .allMatch(rule -> isCovered(ingress, rule.getHost())),
                                        "a host without a certificate")
                                .stream());
    }

    private static boolean isCovered(Ingress ingress, String host) {
        return ingress.getSpec().getTls().stream()
                .anyMatch(tls -> tls.getHosts().contains(host));
    }
}
