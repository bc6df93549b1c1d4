package io.bellhop.k8s;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Secrets are referred to, and stand nowhere: neither as such, nor as a plain setting, nor within an address. */
final class SecretPolicy implements Policy {

    private static final Pattern NAME =
            Pattern.compile("(?i)(^|[_-])(password|secrets?|token|credentials?|api-?key|key)([_-]|$)");

    private static final Pattern ADDRESS = Pattern.compile("(?s).*(//[^/\\s]*:[^/\\s]*@|[?&]password=).*");

    @Override
    public Stream<String> violations(Manifests manifests) {
        return Stream.of(
                        manifests.all(Secret.class).flatMap(SecretPolicy::secret),
                        manifests.all(ConfigMap.class).flatMap(SecretPolicy::configMap),
                        Workload.in(manifests)
                                .flatMap(workload -> workload.containers()
                                        .flatMap(container -> container.getEnv().stream()
                                                .flatMap(variable -> variable(workload.name(container), variable)))),
                        unknownKeys(manifests))
                .flatMap(each -> each);
    }

    private static Stream<String> secret(Secret secret) {
        return Stream.of("Secret/" + secret.getMetadata().getName() + ": stands in the manifests");
    }

    private static Stream<String> configMap(ConfigMap map) {
        String where = "ConfigMap/" + map.getMetadata().getName();
        return data(map).entrySet().stream()
                .filter(entry -> isSecret(entry.getKey(), entry.getValue()))
                .map(entry -> where + ": " + entry.getKey() + " looks like a secret");
    }

    private static Map<String, String> data(ConfigMap map) {
        return map.getData() == null ? Map.of() : map.getData();
    }

    private static Stream<String> variable(String where, EnvVar variable) {
        return new Violations(where)
                        .unless(
                                variable.getValue() == null || !isSecret(variable.getName(), variable.getValue()),
                                variable.getName() + " looks like a secret")
                        .stream();
    }

    private static boolean isSecret(String name, String value) {
        return NAME.matcher(name).find() || ADDRESS.matcher(value).matches();
    }

    /** Those that an ExternalSecret of the same rendering does not bring, if it brings any. */
    private static Stream<String> unknownKeys(Manifests manifests) {
        Set<String> brought = manifests
                .all(ExternalSecret.class)
                .flatMap(secret -> secret.spec().data().stream()
                        .map(entry -> secret.spec().target().name() + "/" + entry.secretKey()))
                .collect(Collectors.toSet());
        return referred(manifests)
                .filter(key -> !brought.isEmpty() && !brought.contains(key))
                .map(key -> "Secret " + key + ": no ExternalSecret brings it");
    }

    private static Stream<String> referred(Manifests manifests) {
        return Workload.in(manifests)
                .flatMap(Workload::containers)
                .flatMap(container -> container.getEnv().stream())
                .filter(variable -> variable.getValueFrom() != null
                        && variable.getValueFrom().getSecretKeyRef() != null)
                .map(variable -> variable.getValueFrom().getSecretKeyRef())
                .map(reference -> reference.getName() + "/" + reference.getKey())
                .distinct();
    }
}
