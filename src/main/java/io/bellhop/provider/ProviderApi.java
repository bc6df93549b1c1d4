package io.bellhop.provider;

import java.util.List;

/** A provider's API as one source's settings say: what to ask, and how the answers are read. Pure; calls nobody. */
public interface ProviderApi {

    ApiAccess access();

    /** What can be pulled; what is asked for first if several are due. */
    List<Feed> feeds();
}
