package io.bellhop.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.fabric8.kubernetes.api.model.Namespace;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All that {@code k8s/} renders to. */
class ManifestsTest {

    private static final Path FOLDER = Path.of("k8s");
    private static Kustomize kustomize;

    @BeforeAll
    static void findKustomize() {
        kustomize = Kustomize.installed()
                .orElseGet(() -> abort("neither kubectl nor kustomize is on the path, and no registry that the build"
                        + " uses has one: the manifests are not looked at"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "overlays/development", "overlays/production", "monitoring", "external-secrets"})
    void whatIsRenderedFitsItsModelsAndBreaksNoRule(String folder) throws Exception {
        Manifests manifests = Manifests.read(kustomize.render(FOLDER.resolve(folder)));

        assertThat(manifests.objects()).isNotEmpty();
        assertThat(Policies.violations(manifests)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"overlays/development", "overlays/production"})
    void anOverlayHoldsBothRolesInANamespaceThatEnforcesRestriction(String folder) throws Exception {
        Manifests manifests = Manifests.read(kustomize.render(FOLDER.resolve(folder)));

        assertThat(Workload.in(manifests).map(Workload::name))
                .contains("Deployment/bellhop-ingress", "Deployment/bellhop-worker");
        assertThat(manifests.all(Namespace.class))
                .singleElement()
                .extracting(one -> one.getMetadata().getLabels().get("pod-security.kubernetes.io/enforce"))
                .isEqualTo("restricted");
    }

    @Test
    void theExternalSecretBringsAllThatTheDeploymentsReferTo() throws Exception {
        String both = Stream.of("overlays/production", "external-secrets")
                .map(this::rendered)
                .reduce((one, other) -> one + "---\n" + other)
                .orElseThrow();

        assertThat(Policies.violations(Manifests.read(both))).isEmpty();
    }

    private String rendered(String folder) {
        try {
            return kustomize.render(FOLDER.resolve(folder));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
