package io.bellhop.k8s;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;

/**
 * As much of the External Secrets operator's kind as the manifests use; of a field that is not here, reading one fails.
 *
 * @see <a href="https://external-secrets.io/latest/api/externalsecret/">External Secrets: ExternalSecret</a>
 */
record ExternalSecret(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {

    record Spec(String refreshInterval, Store secretStoreRef, Target target, List<Entry> data) {}

    record Store(String kind, String name) {}

    record Target(String name, String creationPolicy, String deletionPolicy) {}

    record Entry(String secretKey, Remote remoteRef) {}

    record Remote(String key, String property) {}
}
