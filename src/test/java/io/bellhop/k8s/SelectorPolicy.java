package io.bellhop.k8s;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What points at something points at something that is there. */
final class SelectorPolicy implements Policy {

    /** @see <a href="https://cert-manager.io/docs/configuration/acme/http01/">cert-manager: HTTP-01</a> */
    private static final String OF_CERT_MANAGER = "acme.cert-manager.io/http01-solver";

    @Override
    public Stream<String> violations(Manifests manifests) {
        List<Map<String, String>> pods =
                Workload.in(manifests).map(Workload::labels).toList();
        return Stream.of(
                        Workload.in(manifests)
                                .filter(one -> !holds(one.labels(), one.selector()))
                                .map(one -> one.name() + ": its pods are not those that it selects"),
                        manifests
                                .all(Service.class)
                                .filter(one -> none(pods, one.getSpec().getSelector()))
                                .map(one -> "Service/" + one.getMetadata().getName() + ": selects no pod"),
                        manifests
                                .all(PodDisruptionBudget.class)
                                .filter(one -> none(pods, one.getSpec().getSelector()))
                                .map(one -> "PodDisruptionBudget/"
                                        + one.getMetadata().getName() + ": selects no pod"),
                        manifests
                                .all(NetworkPolicy.class)
                                .filter(one -> !isForOthersPods(one))
                                .filter(one -> none(pods, one.getSpec().getPodSelector()))
                                .map(one -> "NetworkPolicy/" + one.getMetadata().getName() + ": selects no pod"),
                        scaled(manifests),
                        monitored(manifests),
                        published(manifests))
                .flatMap(each -> each);
    }

    private static Stream<String> scaled(Manifests manifests) {
        List<String> deployments = manifests
                .all(Deployment.class)
                .map(one -> one.getMetadata().getName())
                .toList();
        return manifests
                .all(HorizontalPodAutoscaler.class)
                .filter(one ->
                        !"Deployment".equals(one.getSpec().getScaleTargetRef().getKind())
                                || !deployments.contains(
                                        one.getSpec().getScaleTargetRef().getName()))
                .map(one -> "HorizontalPodAutoscaler/" + one.getMetadata().getName() + ": scales nothing");
    }

    /** Only where there are Services: the monitoring alone has none. */
    private static Stream<String> monitored(Manifests manifests) {
        List<Service> services = manifests.all(Service.class).toList();
        return manifests
                .all(ServiceMonitor.class)
                .filter(one -> !services.isEmpty()
                        && services.stream()
                                .filter(service -> holds(
                                        service.getMetadata().getLabels(),
                                        one.getSpec().getSelector().getMatchLabels()))
                                .noneMatch(service -> one.getSpec().getEndpoints().stream()
                                        .allMatch(endpoint -> hasPort(service, endpoint.getPort()))))
                .map(one -> "ServiceMonitor/" + one.getMetadata().getName() + ": selects no service with its port");
    }

    private static Stream<String> published(Manifests manifests) {
        return manifests
                .all(Ingress.class)
                .flatMap(ingress -> ingress.getSpec().getRules().stream()
                        .flatMap(rule -> rule.getHttp().getPaths().stream())
                        .map(path -> path.getBackend().getService())
                        .filter(backend -> manifests
                                .all(Service.class)
                                .noneMatch(service -> service.getMetadata()
                                                .getName()
                                                .equals(backend.getName())
                                        && hasPort(service, backend.getPort().getName())))
                        .map(backend -> "Ingress/" + ingress.getMetadata().getName() + ": leads to no service"));
    }

    private static boolean hasPort(Service service, String name) {
        return service.getSpec().getPorts().stream()
                .anyMatch(port -> port.getName().equals(name));
    }

    /** Whether it is for pods that somebody else makes in our namespace. */
    static boolean isForOthersPods(NetworkPolicy policy) {
        Map<String, String> labels = policy.getSpec().getPodSelector().getMatchLabels();
        return labels != null && labels.containsKey(OF_CERT_MANAGER);
    }

    private static boolean none(List<Map<String, String>> pods, LabelSelector selector) {
        return none(pods, selector.getMatchLabels() == null ? Map.of() : selector.getMatchLabels());
    }

    private static boolean none(List<Map<String, String>> pods, Map<String, String> selector) {
        return pods.stream().noneMatch(labels -> holds(labels, selector));
    }

    private static boolean holds(Map<String, String> labels, Map<String, String> selector) {
        return labels.entrySet().containsAll(selector.entrySet());
    }
}
