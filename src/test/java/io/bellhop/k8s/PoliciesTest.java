package io.bellhop.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Manifests that break no rule, and what is said when a line of them is another. */
class PoliciesTest {

    private static final Path SOUND = Path.of("src/test/resources/k8s/sound.yaml");

    @Test
    void whatIsSoundBreaksNoRule() throws Exception {
        assertThat(Policies.violations(Manifests.read(sound()))).isEmpty();
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(delimiter = '|', textBlock = """
            runAsNonRoot: true                    | runAsNonRoot: false                   | may run as root
            runAsUser: 10001                      | runAsUser: 0                          | runs as no user or as root
            type: RuntimeDefault                  | type: Unconfined                      | no seccomp profile
            allowPrivilegeEscalation: false       | allowPrivilegeEscalation: true        | may gain rights
            allowPrivilegeEscalation: false       | privileged: true                      | is privileged
            readOnlyRootFilesystem: true          | readOnlyRootFilesystem: false         | may write to its image
            readOnlyRootFilesystem: true          | runAsUser: 0                          | runs as root in spite of its pod
            drop: [ALL]                           | add: [NET_ADMIN]                      | keeps capabilities
            cpu: 250m                             | ephemeral-storage: 1Gi                | no cpu request
            memory: 512Mi                         | ephemeral-storage: 1Gi                | no memory request
            cpu: "2"                              | ephemeral-storage: 1Gi                | no cpu limit
            memory: 768Mi                         | ephemeral-storage: 1Gi                | no memory limit
            startupProbe:                         | # startupProbe:                       | no startup probe
            livenessProbe:                        | # livenessProbe:                      | no liveness probe
            readinessProbe:                       | # readinessProbe:                     | no readiness probe
            sizeLimit: 64Mi                       | medium: Memory                        | a volume without a limit
            emptyDir: { sizeLimit: 64Mi }          | hostPath: { path: / }                 | sees its host's files
            terminationGracePeriodSeconds: 60     | hostNetwork: true                     | shares its host
            terminationGracePeriodSeconds: 60     | terminationGracePeriodSeconds: 30     | is killed before it has drained
            terminationGracePeriodSeconds: 60     | dnsPolicy: Default                    | is killed before it has drained
            value: ingress                        | value: worker                         | is killed before it has drained
            bellhop:0.1.0                         | bellhop:latest                        | names no version
            bellhop:0.1.0                         | bellhop                               | names no version
            BELLHOP_SOURCES_ROOMZ_PROVIDER: roomz | BELLHOP_SOURCES_ROOMZ_SECRETS: abc  | BELLHOP_SOURCES_ROOMZ_SECRETS looks like a secret
            //postgres:5432                       | //bellhop:abc@postgres:5432           | BELLHOP_DATABASE_URL looks like a secret
            BELLHOP_DATABASE_URL                  | BELLHOP_DATABSE_URL                   | no setting for the environment variable BELLHOP_DATABSE_URL
            QUARKUS_SHUTDOWN_DELAY                | QUARKUS_SHUTDOWN_DELAYS               | there is no setting QUARKUS_SHUTDOWN_DELAYS
            value: ingress                        | value: ingres                         | no role, or one that there is not
            value: only                           | value: never                          | nothing brings the schema up to date
            MIGRATE: never                        | MIGRATE: at-start                     | migrates beside others that serve
            ENABLED: "false"                      | ENABLED: "true"                       | may start a database
            targetPort: http                      | targetPort: htp                       | no container has its port
            path: /q/health/live, port: management | path: /q/health/live, port: http     | a probe asks /q/health/live of port http
            path: /webhooks                       | path: /q                              | publishes /q
            hosts: [webhooks.example.com]         | hosts: [webhook.example.com]          | a host without a certificate
            93.0.0.0/8                            | 0.0.0.0/0                             | lets requests to 10.96.0.1
            2002::/16                             | 2002::/32                             | lets requests to 2002:a00:1::1
            [Ingress, Egress]                     | [Ingress]                             | no policy denies what no other allows
            """)
    void aLineThatBreaksARuleIsSaid(String line, String other, String violation) throws Exception {
        assertThat(Policies.violations(Manifests.read(changed(line, other))))
                .anySatisfy(said -> assertThat(said).contains(violation));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Service", "PodDisruptionBudget", "NetworkPolicy"})
    void aSelectorThatMatchesNoPodIsSaid(String kind) throws Exception {
        String pods = changed("""
                        app.kubernetes.io/name: bellhop
                        app.kubernetes.io/component: ingress
                """.indent(0), """
                        app.kubernetes.io/name: other
                        app.kubernetes.io/component: ingress
                """.indent(0));

        assertThat(Policies.violations(Manifests.read(pods)))
                .anySatisfy(said -> assertThat(said).startsWith(kind).endsWith("selects no pod"));
    }

    @Test
    void aDeploymentThatDoesNotSelectItsOwnPodsIsSaid() throws Exception {
        String other = changed(
                "      app.kubernetes.io/component: ingress\n  template",
                "      app.kubernetes.io/component: worker\n  template");

        assertThat(Policies.violations(Manifests.read(other)))
                .containsExactly("Deployment/bellhop-ingress: its pods are not those that it selects");
    }

    @Test
    void aScalerOfNothingIsSaid() throws Exception {
        String other = changed("    name: bellhop-ingress\n  maxReplicas", "    name: bellhop\n  maxReplicas");

        assertThat(Policies.violations(Manifests.read(other)))
                .containsExactly("HorizontalPodAutoscaler/scaling: scales nothing");
    }

    @Test
    void aMonitorOfAPortThatNoServiceHasIsSaid() throws Exception {
        String other = changed("    - port: management\n", "    - port: metrics\n");

        assertThat(Policies.violations(Manifests.read(other)))
                .containsExactly("ServiceMonitor/monitor: selects no service with its port");
    }

    @Test
    void aSecretThatStandsInTheManifestsIsSaid() throws Exception {
        String more = sound() + "---\napiVersion: v1\nkind: Secret\nmetadata:\n  name: bellhop\ndata:\n  a: YQ==\n";

        assertThat(Policies.violations(Manifests.read(more)))
                .containsExactly("Secret/bellhop: stands in the manifests");
    }

    @ParameterizedTest
    @CsvSource({
        "maxUnavailable, maxUnavaliable, PodDisruptionBudget/budget",
        "scaleTargetRef, scaleTarget, HorizontalPodAutoscaler/scaling",
        "endpoints:, endpoint:, ServiceMonitor/monitor",
        "readOnlyRootFilesystem, readonlyRootFilesystem, Deployment/bellhop-ingress",
        "kind: PodDisruptionBudget, kind: DisruptionBudget, policy/v1/DisruptionBudget",
        "apiVersion: policy/v1, apiVersion: policy/v1beta1, policy/v1beta1/PodDisruptionBudget"
    })
    void aFieldOrKindThatKubernetesDoesNotKnowIsRefused(String name, String other, String where) throws Exception {
        String mistyped = changed(name, other);

        assertThatThrownBy(() -> Manifests.read(mistyped))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(where);
    }

    private static String changed(String line, String other) throws IOException {
        assertThat(sound()).contains(line);
        return sound().replace(line, other);
    }

    private static String sound() throws IOException {
        return Files.readString(SOUND);
    }
}
