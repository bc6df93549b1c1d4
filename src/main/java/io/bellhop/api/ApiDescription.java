package io.bellhop.api;

import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.info.License;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;

/** What the OpenAPI document says of the API as a whole. The webhook addresses are in {@code META-INF/openapi.yaml}. */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Bellhop",
                        version = "1",
                        description = "A reactive event gateway for hospitality webhooks",
                        license = @License(name = "Apache-2.0")),
        security = @SecurityRequirement(name = "api-key"))
@SecurityScheme(
        securitySchemeName = "api-key",
        type = SecuritySchemeType.HTTP,
        scheme = "bearer",
        description = "Authorization: Bearer and an API key")
public final class ApiDescription extends Application {}
