package io.bellhop.provider;

import java.util.List;
import java.util.Optional;

/** A provider's API as one source's settings say: what to ask, and how the answers are read. Pure; calls nobody. */
public interface ProviderApi {

    ApiAccess access();

    /** What can be pulled; what is asked for first if several are due. */
    List<Feed> feeds();

    /** How our webhooks are registered there; empty if that cannot be done by calls. */
    default Optional<Registrar> registrar() {
        return Optional.empty();
    }
}
