package io.bellhop.egress;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.handler.codec.dns.DatagramDnsQuery;
import io.netty.handler.codec.dns.DatagramDnsQueryDecoder;
import io.netty.handler.codec.dns.DatagramDnsResponse;
import io.netty.handler.codec.dns.DatagramDnsResponseEncoder;
import io.netty.handler.codec.dns.DefaultDnsRawRecord;
import io.netty.handler.codec.dns.DnsQuestion;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.handler.codec.dns.DnsSection;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A name server over UDP that knows what it is told. Names that it does not know it denies. */
final class FakeDns implements AutoCloseable {

    private final NioEventLoopGroup thread = new NioEventLoopGroup(1);
    private final Map<String, Zone> zones = new ConcurrentHashMap<>();
    private final Set<String> ignored = ConcurrentHashMap.newKeySet();
    private final AtomicInteger queries = new AtomicInteger();
    private final Channel channel;

    private record Zone(long ttlSeconds, List<String> addresses) {}

    FakeDns() {
        this.channel = new Bootstrap()
                .group(thread)
                .channel(NioDatagramChannel.class)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel opened) {
                        opened.pipeline()
                                .addLast(
                                        new DatagramDnsQueryDecoder(), new DatagramDnsResponseEncoder(), new Answers());
                    }
                })
                .bind("127.0.0.1", 0)
                .syncUninterruptibly()
                .channel();
    }

    /** As the setting takes it. */
    String address() {
        return "127.0.0.1:" + ((InetSocketAddress) channel.localAddress()).getPort();
    }

    /** From now on. */
    void tell(String name, long ttlSeconds, String... addresses) {
        zones.put(name + ".", new Zone(ttlSeconds, List.of(addresses)));
    }

    /** Questions for it get no answer. */
    void ignore(String name) {
        ignored.add(name + ".");
    }

    int queries() {
        return queries.get();
    }

    @Override
    public void close() {
        thread.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private final class Answers extends SimpleChannelInboundHandler<DatagramDnsQuery> {

        @Override
        protected void channelRead0(ChannelHandlerContext context, DatagramDnsQuery query) {
            DnsQuestion question = query.recordAt(DnsSection.QUESTION);
            queries.incrementAndGet();
            if (ignored.contains(question.name())) {
                return;
            }
            Optional<Zone> zone = Optional.ofNullable(zones.get(question.name()));
            DatagramDnsResponse response = new DatagramDnsResponse(query.recipient(), query.sender(), query.id());
            response.setAuthoritativeAnswer(true)
                    .setCode(zone.isPresent() ? DnsResponseCode.NOERROR : DnsResponseCode.NXDOMAIN)
                    .addRecord(DnsSection.QUESTION, question);
            zone.ifPresent(known -> known.addresses().stream()
                    .map(address -> Literal.parse(address).orElseThrow().getAddress())
                    .filter(bytes -> question.type().equals(bytes.length == 4 ? DnsRecordType.A : DnsRecordType.AAAA))
                    .forEach(bytes -> response.addRecord(
                            DnsSection.ANSWER,
                            new DefaultDnsRawRecord(
                                    question.name(),
                                    question.type(),
                                    known.ttlSeconds(),
                                    Unpooled.wrappedBuffer(bytes)))));
            context.writeAndFlush(response);
        }
    }
}
