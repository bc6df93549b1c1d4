package io.bellhop.k8s;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.Volume;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * No pod has more rights than it needs, nor takes more than it was given.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted">Pod security: restricted</a>
 */
final class PodPolicy implements Policy {

    @Override
    public Stream<String> violations(Manifests manifests) {
        return Stream.of(
                        Workload.in(manifests).flatMap(PodPolicy::pod),
                        Workload.in(manifests)
                                .flatMap(workload ->
                                        workload.containers().flatMap(container -> container(workload, container))),
                        Workload.in(manifests)
                                .flatMap(workload ->
                                        workload.lasting().flatMap(container -> probes(workload, container))),
                        manifests.all(ServiceAccount.class).flatMap(PodPolicy::account))
                .flatMap(each -> each);
    }

    private static Stream<String> pod(Workload workload) {
        PodSpec pod = workload.pod();
        PodSecurityContext security =
                pod.getSecurityContext() == null ? new PodSecurityContext() : pod.getSecurityContext();
        return new Violations(workload.name())
                        .unless(
                                Boolean.FALSE.equals(pod.getAutomountServiceAccountToken()),
                                "gets a service account's token")
                        .unless(Boolean.TRUE.equals(security.getRunAsNonRoot()), "may run as root")
                        .unless(
                                security.getRunAsUser() != null && security.getRunAsUser() > 0,
                                "runs as no user or as root")
                        .unless(
                                security.getSeccompProfile() != null
                                        && "RuntimeDefault"
                                                .equals(security.getSeccompProfile()
                                                        .getType()),
                                "no seccomp profile")
                        .unless(
                                !is(pod.getHostNetwork()) && !is(pod.getHostPID()) && !is(pod.getHostIPC()),
                                "shares its host")
                        .unless(pod.getVolumes().stream().noneMatch(PodPolicy::isOfTheHost), "sees its host's files")
                        .unless(pod.getVolumes().stream().allMatch(PodPolicy::isBounded), "a volume without a limit")
                        .stream();
    }

    private static boolean isOfTheHost(Volume volume) {
        return volume.getHostPath() != null;
    }

    private static boolean isBounded(Volume volume) {
        return volume.getEmptyDir() == null || volume.getEmptyDir().getSizeLimit() != null;
    }

    private static Stream<String> container(Workload workload, Container container) {
        SecurityContext security =
                container.getSecurityContext() == null ? new SecurityContext() : container.getSecurityContext();
        return new Violations(workload.name(container))
                        .unless(Boolean.FALSE.equals(security.getAllowPrivilegeEscalation()), "may gain rights")
                        .unless(!is(security.getPrivileged()), "is privileged")
                        .unless(Boolean.TRUE.equals(security.getReadOnlyRootFilesystem()), "may write to its image")
                        .unless(
                                security.getRunAsUser() == null || security.getRunAsUser() > 0,
                                "runs as root in spite of its pod")
                        .unless(
                                security.getCapabilities() != null
                                        && security.getCapabilities().getDrop().equals(List.of("ALL"))
                                        && security.getCapabilities().getAdd().isEmpty(),
                                "keeps capabilities")
                        .unless(has(container, true, "cpu"), "no cpu request")
                        .unless(has(container, true, "memory"), "no memory request")
                        .unless(has(container, false, "cpu"), "no cpu limit")
                        .unless(has(container, false, "memory"), "no memory limit")
                        .stream();
    }

    private static boolean has(Container container, boolean asRequest, String resource) {
        if (container.getResources() == null) {
            return false;
        }
        Map<String, Quantity> quantities = asRequest
                ? container.getResources().getRequests()
                : container.getResources().getLimits();
        return quantities != null && quantities.containsKey(resource);
    }

    private static Stream<String> probes(Workload workload, Container container) {
        return new Violations(workload.name(container))
                        .unless(container.getStartupProbe() != null, "no startup probe")
                        .unless(container.getLivenessProbe() != null, "no liveness probe")
                        .unless(container.getReadinessProbe() != null, "no readiness probe")
                        .stream();
    }

    private static Stream<String> account(ServiceAccount account) {
        return new Violations("ServiceAccount/" + account.getMetadata().getName())
                        .unless(
                                Boolean.FALSE.equals(account.getAutomountServiceAccountToken()),
                                "gives its token to pods")
                        .stream();
    }

    private static boolean is(Boolean value) {
        return Boolean.TRUE.equals(value);
    }
}
