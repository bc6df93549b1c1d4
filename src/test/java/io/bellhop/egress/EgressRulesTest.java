package io.bellhop.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EgressRulesTest {

    private final EgressRules rules = new EgressRules(List.of(), false);

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
                    unspecified,              0.0.0.0
                    this network's last,      0.255.255.255
                    private 10,               10.255.255.255
                    shared,                   100.64.0.1
                    shared's last,            100.127.255.255
                    loopback,                 127.0.0.1
                    loopback's last,          127.255.255.255
                    metadata of clouds,       169.254.169.254
                    metadata of containers,   169.254.170.2
                    private 172's first,      172.16.0.0
                    private 172's last,       172.31.255.255
                    protocol assignments,     192.0.0.8
                    metadata of one cloud,    192.0.0.192
                    documentation 1,          192.0.2.1
                    6to4 relays,              192.88.99.1
                    private 192,              192.168.0.1
                    benchmarking's last,      198.19.255.255
                    documentation 2,          198.51.100.1
                    documentation 3,          203.0.113.1
                    multicast,                224.0.0.1
                    multicast's last,         239.255.255.255
                    reserved,                 240.0.0.1
                    broadcast,                255.255.255.255
                    metadata of another,      168.63.129.16
                    metadata of a third,      100.100.100.200
                    IPv6 unspecified,         ::
                    IPv6 loopback,            ::1
                    IPv4-compatible,          ::127.0.0.1
                    IPv4-mapped loopback,     ::ffff:127.0.0.1
                    IPv4-mapped in hex,       ::ffff:7f00:1
                    IPv4-mapped private,      ::ffff:a00:1
                    IPv4-translated,          ::ffff:0:7f00:1
                    NAT64 of loopback,        64:ff9b::7f00:1
                    NAT64 of metadata,        64:ff9b::a9fe:a9fe
                    NAT64 for local use,      64:ff9b:1::1
                    discard,                  100::1
                    Teredo,                   2001::1
                    benchmarking,             2001:2::1
                    ORCHID,                   2001:20::1
                    IPv6 documentation,       2001:db8::1
                    6to4 of loopback,         2002:7f00:1::
                    6to4 of a public one,     2002:5db8:d822::1
                    documentation of 2024,    3fff::1
                    beyond global unicast,    4000::1
                    segment routing,          5f00::1
                    unique local,             fd00::1
                    IPv6 metadata of a cloud, fd00:ec2::254
                    link-local,               fe80::1
                    site-local,               fec0::1
                    IPv6 multicast,           ff02::1
                    """)
    void forbids(String name, String address) {
        assertThat(rules.refusal(Literal.parse(address).orElseThrow())).as(name).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.0.0.1",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.1",
                "168.63.129.15",
                "168.63.129.17",
                "172.15.255.255",
                "172.32.0.0",
                "192.0.1.1",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "2000::1",
                "2001:200::1",
                "2001:db7:ffff::1",
                "2001:db9::1",
                "2003::1",
                "2606:2800:220:1:248:1893:25c8:1946",
                "3ffe::1",
                "3fff:1000::1",
                "::ffff:93.184.216.34",
                "64:ff9b::5db8:d822"
            })
    void allowsWhatIsReachableFromEverywhere(String address) {
        assertThat(rules.refusal(Literal.parse(address).orElseThrow())).isEmpty();
    }

    @Test
    void saysWhichRangeAndNotWhichAddress() {
        assertThat(rules.refusal(Literal.parse("10.11.12.13").orElseThrow()))
                .contains("addresses in 10.0.0.0/8 (private use) are not allowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "10.8.255.255", "fd00:8::9"})
    void theAllowListLetsThrough(String address) {
        EgressRules open = new EgressRules(List.of("127.0.0.1", " 10.8.0.0/16", "fd00:8::/32"), false);

        assertThat(open.refusal(Literal.parse(address).orElseThrow())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.2", "10.7.255.255", "10.9.0.0", "fd00:9::1", "::1", "2002:7f00:1::"})
    void theAllowListLetsNothingElseThrough(String address) {
        EgressRules open = new EgressRules(List.of("127.0.0.1", "10.8.0.0/16", "fd00:8::/32"), false);

        assertThat(open.refusal(Literal.parse(address).orElseThrow())).isPresent();
    }

    @Test
    void everythingMayBeAllowed() {
        EgressRules open = new EgressRules(List.of("0.0.0.0/0", "::/0"), true);

        assertThat(open.refusal(Literal.parse("255.255.255.255").orElseThrow())).isEmpty();
        assertThat(open.refusal(Literal.parse("fe80::1").orElseThrow())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/",
                "10.0.0.0/8/8",
                "10.0.0/8",
                "010.0.0.0/8",
                "10.0.0.1/8",
                "fd00::/129",
                "fd00::1/64",
                "[fd00::]/8",
                "fe80::%1/64",
                "localhost",
                "::ffff:10.0.0.0/104",
                "10.0.0.0/٨"
            })
    void aMistypedRangeNamesItselfAndItsSetting(String range) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EgressRules(List.of(range), false))
                .withMessageContaining("bellhop.delivery.allowed-addresses")
                .withMessageContaining("\"" + range + "\"");
    }
}
