package io.bellhop.k8s;

import java.util.List;

/** All rules at once. */
final class Policies {

    private static final List<Policy> ALL = List.of(
            new PodPolicy(),
            new ImagePolicy(),
            new SecretPolicy(),
            new SelectorPolicy(),
            new PortPolicy(),
            new NetworkPolicies(),
            new SettingsPolicy());

    private Policies() {}

    static List<String> violations(Manifests manifests) {
        return ALL.stream().flatMap(policy -> policy.violations(manifests)).toList();
    }
}
