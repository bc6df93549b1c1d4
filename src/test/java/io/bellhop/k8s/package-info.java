/** The manifests in {@code k8s/} and the container files, read as those read them that they are for, and held to our own rules. */
package io.bellhop.k8s;
