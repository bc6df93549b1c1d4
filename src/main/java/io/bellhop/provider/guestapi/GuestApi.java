package io.bellhop.provider.guestapi;

import io.bellhop.provider.ApiAccess;
import io.bellhop.provider.ApiAccess.Authentication;
import io.bellhop.provider.Feed;
import io.bellhop.provider.ProviderApi;
import io.bellhop.provider.Registrar;
import io.bellhop.provider.SourceSettings;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The one call that is known of GUEST API: to subscribe. Where it is is not public: settings. */
final class GuestApi implements ProviderApi {

    private static final String BASE_URL = "base-url";
    private static final String RATE = "rate-per-minute";
    private static final String USERNAME = "username";
    private static final String PASSWORD = "password";

    static final Set<String> SETTINGS = Set.of(BASE_URL, RATE);
    static final Set<String> CREDENTIALS = Set.of(USERNAME, PASSWORD);

    private final ApiAccess access;
    private final Optional<Registrar> registrar;

    private GuestApi(ApiAccess access, Optional<Registrar> registrar) {
        this.access = access;
        this.registrar = registrar;
    }

    /** Empty until {@code base-url} is set. */
    static Optional<ProviderApi> of(SourceSettings settings) {
        int callsPerMinute = settings.count(RATE, 60);
        Authentication login = new Authentication.Basic(USERNAME, PASSWORD);
        Optional<Registrar> registrar = GuestApiRegistrar.of(settings);
        return settings.url(BASE_URL)
                .map(baseUrl -> new GuestApi(new ApiAccess(baseUrl, login, callsPerMinute), registrar));
    }

    @Override
    public ApiAccess access() {
        return access;
    }

    /** What could be pulled is not public. */
    @Override
    public List<Feed> feeds() {
        return List.of();
    }

    @Override
    public Optional<Registrar> registrar() {
        return registrar;
    }
}
