package io.bellhop.outbound;

import io.bellhop.provider.ApiAccess;
import io.bellhop.provider.ApiAccess.Authentication;
import io.bellhop.provider.ApiAccess.Authentication.ClientCredentials;
import io.bellhop.provider.Feed;
import io.bellhop.provider.ProviderApi;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A source of its own at an API that a test plays. */
record TestApi(ApiAccess access) implements ProviderApi {

    private static final int FAST = 60_000;

    static ApiSource withTokens(String url) {
        return source(
                url, new ClientCredentials(url + "/oauth/token", "id", "secret", null, true, "Bearer ", "X-Client-Id"));
    }

    /** As SevenRooms has been observed. */
    static ApiSource withRawTokens(String url) {
        return source(url, new ClientCredentials(url + "/auth", "id", "secret", "/data/token", false, "", null));
    }

    static ApiSource withKey(String url) {
        return source(url, new Authentication.Key("user-api-key", "secret"));
    }

    private static ApiSource source(String url, Authentication authentication) {
        String name = "api-" + UUID.randomUUID();
        return new ApiSource(
                name,
                new TestApi(new ApiAccess(url, authentication, FAST)),
                (event, body) -> List.of(),
                new Credentials(Map.of("id", name, "secret", "secret-of-" + name)),
                Instant.EPOCH,
                Instant.EPOCH);
    }

    @Override
    public List<Feed> feeds() {
        return List.of();
    }
}
