package io.bellhop.outbound;

import io.quarkus.arc.Unremovable;
import io.quarkus.oidc.common.OidcEndpoint;
import io.quarkus.oidc.common.OidcRequestFilter;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Leaves the grant's type out of a request for a token where the provider's form has none. */
@Singleton
@Unremovable
@OidcEndpoint(OidcEndpoint.Type.TOKEN)
final class TokenForm implements OidcRequestFilter {

    /** Told to this filter by the client's settings; taken out of the request again. */
    static final String WITHOUT_GRANT_TYPE = "X-Bellhop-Without-Grant-Type";

    @Override
    public Uni<Void> filter(OidcRequestFilterContext context) {
        if (context.request().headers().contains(WITHOUT_GRANT_TYPE)) {
            context.request().headers().remove(WITHOUT_GRANT_TYPE);
            context.requestBody(
                    Buffer.buffer(Arrays.stream(context.requestBody().toString().split("&"))
                            .filter(field -> !field.startsWith("grant_type="))
                            .collect(Collectors.joining("&"))));
        }
        return Uni.createFrom().voidItem();
    }
}
