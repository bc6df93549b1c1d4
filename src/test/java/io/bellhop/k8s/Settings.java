package io.bellhop.k8s;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import java.util.Map;
import java.util.TreeMap;

/** The environment of a container, as far as it stands in the manifests: values of ConfigMaps, and above them its own. */
record Settings(Map<String, String> values) {

    /** What is in a Secret. */
    static final String UNKNOWN = "";

    static Settings of(Container container, Manifests manifests) {
        Map<String, String> values = new TreeMap<>();
        container.getEnvFrom().stream()
                .map(from -> from.getConfigMapRef().getName())
                .forEach(name -> values.putAll(map(name, manifests)));
        container
                .getEnv()
                .forEach(variable ->
                        values.put(variable.getName(), variable.getValue() == null ? UNKNOWN : variable.getValue()));
        return new Settings(values);
    }

    private static Map<String, String> map(String name, Manifests manifests) {
        return manifests
                .all(ConfigMap.class)
                .filter(map -> map.getMetadata().getName().equals(name))
                .map(ConfigMap::getData)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no ConfigMap/" + name));
    }

    String get(String name) {
        return values.getOrDefault(name, UNKNOWN);
    }
}
