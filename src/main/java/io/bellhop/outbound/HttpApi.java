package io.bellhop.outbound;

import io.quarkus.rest.client.reactive.Url;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

/** Any provider's API: the call says where. Answers come in the pieces they arrive in, so that too long a one can be cut off. */
@Path("")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
interface HttpApi {

    @GET
    Multi<byte[]> get(@Url String url, @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization);

    @POST
    Multi<byte[]> post(@Url String url, @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, String body);

    @PUT
    Multi<byte[]> put(@Url String url, @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, String body);

    @DELETE
    Multi<byte[]> delete(@Url String url, @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization);
}
