package io.bellhop.egress;

import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.resolver.ResolvedAddressTypes;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.DnsNameResolverChannelStrategy;
import io.netty.resolver.dns.SequentialDnsServerAddressStreamProvider;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Looks names up in DNS, all addresses of each, and keeps them for as long as they may be kept. */
@Singleton
final class Names {

    /** Later than whoever posts has stopped. */
    private static final int LAST = 3_000;

    /** So that a receiver that moves is found before long, whatever its zone says. */
    private static final int MAX_TTL_SECONDS = 600;

    private static final int MAX_ALIKE_AT_ONCE = 64;

    // A thread of its own, so that it does not matter which transport the event loops have.
    private final NioEventLoopGroup thread = new NioEventLoopGroup(1, new DefaultThreadFactory("bellhop-dns", true));
    private final DnsNameResolver resolver;

    /** Opens no socket; those are opened for each look-up. */
    Names(EgressConfig config, Limits limits) {
        DnsNameResolverBuilder builder = new DnsNameResolverBuilder(thread.next())
                .datagramChannelType(NioDatagramChannel.class)
                .socketChannelType(NioSocketChannel.class) // for answers too long for UDP
                // A port for each, for whoever would like to answer in the name server's place to guess.
                .datagramChannelStrategy(DnsNameResolverChannelStrategy.ChannelPerResolution)
                .resolvedAddressTypes(ResolvedAddressTypes.IPV4_PREFERRED)
                // What was typed in is a whole name: none of ours inside is meant by half of it.
                .searchDomains(List.of())
                .ndots(1)
                .ttl(0, MAX_TTL_SECONDS)
                .consolidateCacheSize(MAX_ALIKE_AT_ONCE)
                // Half of the time for all, so that a second server may be asked.
                .queryTimeoutMillis(Math.max(1, limits.connectTimeout().toMillis() / 2));
        config.dnsServers()
                .ifPresent(servers ->
                        builder.nameServerProvider(provider(servers)).hostsFileEntriesResolver((host, types) -> null));
        this.resolver = builder.build();
    }

    private static SequentialDnsServerAddressStreamProvider provider(List<String> servers) {
        return new SequentialDnsServerAddressStreamProvider(
                servers.stream().map(NameServer::parse).toArray(InetSocketAddress[]::new));
    }

    /** So that a mistyped setting is told at the start. */
    void start(@Observes StartupEvent event) {}

    void stop(@Observes @Priority(LAST) ShutdownEvent event) {
        close();
    }

    void close() {
        resolver.close();
        thread.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    /**
     * All addresses, IPv4 before IPv6; each as bare bytes that know no name.
     *
     * @return on the resolver's thread, where nobody may stay for long; fails with an {@link java.net.UnknownHostException}
     */
    Uni<List<InetAddress>> addresses(String name) {
        return Uni.createFrom()
                .emitter(emitter -> resolver.resolveAll(name)
                        .addListener((Future<List<InetAddress>> future) -> tell(future, emitter)));
    }

    private static void tell(Future<List<InetAddress>> future, UniEmitter<? super List<InetAddress>> emitter) {
        if (future.isSuccess()) {
            // With its name, an address would be taken for the same as any other of that name by the connection pool.
            emitter.complete(future.getNow().stream()
                    .map(address -> Literal.of(address.getAddress()))
                    .toList());
        } else {
            emitter.fail(future.cause());
        }
    }
}
