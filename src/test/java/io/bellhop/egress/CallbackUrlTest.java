package io.bellhop.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallbackUrlTest {

    private static final String SECRET = "hush7token";

    private final EgressRules rules = new EgressRules(List.of(), false);
    private final EgressRules lenient = new EgressRules(List.of("127.0.0.0/8"), true);

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
                    loopback              | https://127.0.0.1/
                    decimal               | https://2130706433/
                    octal                 | https://0177.0.0.1/
                    octal of one number   | https://017700000001/
                    hex                   | https://0x7f.0.0.1/
                    hex, short            | https://0x7f.1/
                    hex of one number     | https://0x7f000001/
                    hex in capitals       | https://0X7F000001/
                    hex of nothing        | https://0x/
                    short                 | https://127.1/
                    of three numbers      | https://127.0.1/
                    leading zeros         | https://127.000.000.001/
                    public, leading zero  | https://093.184.216.34/
                    too great             | https://256.256.256.256/
                    five numbers          | https://1.2.3.4.5/
                    too long a number     | https://99999999999999999999/
                    a name ending so      | https://example.1/
                    hex ending            | https://example.0x1/
                    trailing dot          | https://127.0.0.1./
                    public, trailing dot  | https://93.184.216.34./
                    two trailing dots     | https://127.0.0.1../
                    full-width digits     | https://１２７.0.0.1/
                    full-width public     | https://９３.184.216.34/
                    ideographic dots      | https://127。0。0。1/
                    circled digits        | https://①②⑦.⓪.⓪.①/
                    Arabic digits         | https://١٢٧.0.0.1/
                    with a port           | https://127.0.0.1:8443/
                    percent-encoded       | https://%31%32%37.0.0.1/
                    percent-encoded name  | https://%6cocalhost/
                    unspecified           | https://0.0.0.0/
                    zero                  | https://0/
                    broadcast             | https://255.255.255.255/
                    multicast             | https://224.0.0.1/
                    private 10            | https://10.0.0.1/
                    private 172           | https://172.16.0.1/
                    private 192           | https://192.168.1.1/
                    metadata              | https://169.254.169.254/latest/
                    metadata, decimal     | https://2852039166/
                    metadata of another   | https://168.63.129.16/
                    IPv6 loopback         | https://[::1]/
                    IPv6 loopback, long   | https://[0:0:0:0:0:0:0:1]/
                    IPv6 unspecified      | https://[::]/
                    IPv4-mapped           | https://[::ffff:127.0.0.1]/
                    IPv4-mapped, hex      | https://[::ffff:7f00:1]/
                    IPv4-mapped, long     | https://[0:0:0:0:0:ffff:7f00:0001]/
                    IPv4-compatible       | https://[::127.0.0.1]/
                    NAT64                 | https://[64:ff9b::7f00:1]/
                    6to4                  | https://[2002:7f00:1::]/
                    Teredo                | https://[2001:0:7f00:1::]/
                    unique local          | https://[fd00:ec2::254]/
                    link-local            | https://[fe80::1]/
                    zone                  | https://[fe80::1%25eth0]/
                    zone, not encoded     | https://[fe80::1%eth0]/
                    zone of a public one  | https://[2606:2800:220:1::1%251]/
                    IPv6 multicast        | https://[ff02::1]/
                    IPv6 without brackets | https://::1/
                    IPv4 in brackets      | https://[127.0.0.1]/
                    future in brackets    | https://[v1.127]/
                    bracket left open     | https://[::1/
                    localhost             | https://localhost/
                    localhost, capitals   | https://LOCALHOST/
                    localhost, dot        | https://localhost./
                    localhost, full width | https://ｌocalhost/
                    below localhost       | https://foo.localhost/
                    user                  | https://example.com@127.0.0.1/
                    user and password     | https://example.com:443@127.0.0.1/
                    user of a public one  | https://user@example.com/
                    user, nothing         | https://@example.com/
                    backslash for slash   | https://example.com\\@127.0.0.1/
                    backslash, both ways  | https://127.0.0.1\\@example.com/
                    backslashes           | https:\\\\127.0.0.1/
                    fragment trick        | https://example.com#@127.0.0.1/
                    one slash             | https:/127.0.0.1/
                    three slashes         | https:///127.0.0.1/
                    no slashes            | https:127.0.0.1
                    """)
    void refuses(String name, String url) {
        assertThatIllegalArgumentException().as(name).isThrownBy(() -> CallbackUrl.parse(url, rules));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.com/hook",
                "//example.com/hook",
                "http://example.com/",
                "ftp://example.com/",
                "file:///etc/passwd",
                "javascript:https://example.com/",
                "https://",
                "https:///hook",
                "https://.",
                "https://.example.com/",
                "https://example..com/",
                "https://-example.com/",
                "https://example_1.com/",
                "https://exa mple.com/",
                "https://exam\u00adple.com/",
                "https://exam\u200bple.com/",
                "https://example.com/\r\nHost: other.example.com",
                "https://example.com/\u0000",
                "https://example.com/\u2028",
                "https://example.com/\ud800",
                " https://example.com/",
                "https://example.com/ ",
                "https://example.com:/",
                "https://example.com:0/",
                "https://example.com:65536/",
                "https://example.com:99999999999/",
                "https://example.com:-1/",
                "https://example.com:+443/",
                "https://example.com:80:90/",
                "https://example.com:٤٤٣/",
                "https://example.com/#there",
                "https://example.com/<script>",
                "https://example.com/%zz",
                "https://example.com/?q=\"",
            })
    void refusesWhatIsNoAddress(String url) {
        assertThatIllegalArgumentException().isThrownBy(() -> CallbackUrl.parse(url, rules));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://" + SECRET + "@example.com/",
                "https://example.com/" + SECRET + "#",
                "https://example.com/" + SECRET + "%zz",
                "https://example.com/?token=" + SECRET + "|",
                "https://" + SECRET + "_.example.com/",
                "https://" + SECRET + ".1/",
                "https://[" + SECRET + "]/",
                "https://example.com:" + SECRET + "/",
                "http://example.com/" + SECRET,
                SECRET
            })
    void neverRepeatsWhatWasTyped(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CallbackUrl.parse(url, rules))
                .withNoCause()
                .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain(SECRET));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    https://example.com                    | example.com               | 443   | https://example.com/
                    HTTPS://Example.COM/Hook               | example.com               | 443   | https://example.com/Hook
                    https://example.com./hook              | example.com               | 443   | https://example.com/hook
                    https://example.com:8443/hook?a=b&c    | example.com               | 8443  | https://example.com:8443/hook?a=b&c
                    https://example.com?a=b                | example.com               | 443   | https://example.com/?a=b
                    https://example.com/a@b:c              | example.com               | 443   | https://example.com/a@b:c
                    https://example.com//a/../b            | example.com               | 443   | https://example.com//a/../b
                    https://bücher.example.com/größe?ü     | xn--bcher-kva.example.com | 443   | https://xn--bcher-kva.example.com/gr%C3%B6%C3%9Fe?%C3%BC
                    https://ｅxample.com/                   | example.com               | 443   | https://example.com/
                    https://receiver/                      | receiver                  | 443   | https://receiver/
                    https://127.0.0.1.example.com/         | 127.0.0.1.example.com     | 443   | https://127.0.0.1.example.com/
                    https://1e100.example.com:65535/       | 1e100.example.com         | 65535 | https://1e100.example.com:65535/
                    https://93.184.216.34/hook             | 93.184.216.34             | 443   | https://93.184.216.34/hook
                    https://[2606:2800:0220:1::0A]:444/    | [2606:2800:220:1::a]      | 444   | https://[2606:2800:220:1::a]:444/
                    https://[::ffff:93.184.216.34]/        | 93.184.216.34             | 443   | https://93.184.216.34/
                    https://[64:ff9b::5db8:d822]/          | [64:ff9b::5db8:d822]      | 443   | https://[64:ff9b::5db8:d822]/
                    """)
    void takesWhatMayBeReachable(String typed, String host, int port, String uri) {
        CallbackUrl url = CallbackUrl.parse(typed, rules);

        assertThat(url.host()).isEqualTo(host);
        assertThat(url.port()).isEqualTo(port);
        assertThat(url.isTls()).isTrue();
        assertThat(url.uri()).hasToString(uri);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:8080/", "http://localhost:8080/", "http://foo.localhost:8080/"})
    void theSettingsLetThrough(String typed) {
        CallbackUrl url = CallbackUrl.parse(typed, lenient);

        assertThat(url.isTls()).isFalse();
        assertThat(url.port()).isEqualTo(8080);
    }

    @Test
    void httpHasAPortOfItsOwn() {
        assertThat(CallbackUrl.parse("http://example.com", lenient).port()).isEqualTo(80);
    }

    @Test
    void whatIsAllowedAllowsNoOtherSpelling() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CallbackUrl.parse("https://127.1/", lenient))
                .withMessageContaining("four decimal numbers");
    }

    @Test
    void isBoundedInLength() {
        String longest = "https://example.com/" + "a".repeat(2_048 - 20);

        assertThat(CallbackUrl.parse(longest, rules).uri().toString()).hasSize(2_048);
        assertThatIllegalArgumentException().isThrownBy(() -> CallbackUrl.parse(longest + "a", rules));
    }

    @Test
    void aNameIsBoundedInLength() {
        String tooLong = ("a".repeat(49) + ".").repeat(5) + "abcd";

        assertThatIllegalArgumentException().isThrownBy(() -> CallbackUrl.parse("https://" + tooLong, rules));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CallbackUrl.parse("https://" + "a".repeat(64) + ".com/", rules));
    }

    @ParameterizedTest
    @CsvSource({
        "https://example.com,           https://example.com/?challenge=a%20b%26c%3D%2B%C3%BC&n=1",
        "https://example.com/h?,        https://example.com/h?challenge=a%20b%26c%3D%2B%C3%BC&n=1",
        "https://example.com/h?t=%2F,   https://example.com/h?t=%2F&challenge=a%20b%26c%3D%2B%C3%BC&n=1",
        "https://example.com/h?t=1&,    https://example.com/h?t=1&challenge=a%20b%26c%3D%2B%C3%BC&n=1"
    })
    void paramsAreAddedBehindTheQueryThatIsThere(String typed, String expected) {
        Map<String, String> params = new LinkedHashMap<>();
        params.put("challenge", "a b&c=+ü");
        params.put("n", "1");

        CallbackUrl url = CallbackUrl.parse(typed, rules).withParams(params);

        assertThat(url.uri()).hasToString(expected);
        assertThat(url.host()).isEqualTo("example.com");
    }

    @Test
    void printsItsHostOnly() {
        assertThat(CallbackUrl.parse("https://example.com:8443/" + SECRET + "?" + SECRET, rules))
                .hasToString("CallbackUrl[example.com]");
    }
}
