package io.bellhop.k8s;

import io.fabric8.kubernetes.api.model.Container;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What runs is what was meant: an image by its version or its digest. */
final class ImagePolicy implements Policy {

    private static final Pattern VERSION = Pattern.compile("[^:@]+(:\\d+)?[^:@]*:v?\\d+(\\.\\d+)+[\\w.-]*");
    private static final Pattern DIGEST = Pattern.compile(".+@sha256:[0-9a-f]{64}");

    @Override
    public Stream<String> violations(Manifests manifests) {
        return Workload.in(manifests)
                .flatMap(workload ->
                        workload.containers().flatMap(container -> image(workload.name(container), container)));
    }

    private static Stream<String> image(String where, Container container) {
        return new Violations(where)
                .unless(isPinned(container.getImage()), "image " + container.getImage() + " names no version").stream();
    }

    static boolean isPinned(String image) {
        return VERSION.matcher(image).matches() || DIGEST.matcher(image).matches();
    }
}
