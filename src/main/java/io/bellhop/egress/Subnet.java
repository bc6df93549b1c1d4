package io.bellhop.egress;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** A range of addresses, as in {@code 10.0.0.0/8} or {@code fd00::/8}; or one address. */
final class Subnet {

    private final String text;
    private final IpSubnetFilterRule rule;

    private Subnet(String text, IpSubnetFilterRule rule) {
        this.text = text;
        this.rule = rule;
    }

    /** @throws IllegalArgumentException with what is wrong, to go on with after the name of a setting */
    static Subnet parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        InetAddress first = Literal.parse(address)
                .orElseThrow(() -> new IllegalArgumentException("holds \"" + text
                        + "\", which is neither an address nor a range as in 10.0.0.0/8 or fd00::/8"));
        int bits = first.getAddress().length * Byte.SIZE;
        int prefix = slash < 0 ? bits : prefix(text, slash, bits);
        BigInteger number = new BigInteger(1, first.getAddress());
        if (number.signum() != 0 && number.getLowestSetBit() < bits - prefix) {
            throw new IllegalArgumentException(
                    "holds \"" + text + "\", whose address goes on behind the range: a digit is wrong in one of them");
        }
        return new Subnet(text, new IpSubnetFilterRule(first, prefix, IpFilterRuleType.REJECT));
    }

    private static int prefix(String text, int slash, int bits) {
        String digits = text.substring(slash + 1);
        if (digits.matches("\\d{1,3}") && Integer.parseInt(digits) <= bits) {
            return Integer.parseInt(digits);
        }
        throw new IllegalArgumentException(
                "holds \"" + text + "\", where a number from 0 to " + bits + " stands behind the slash");
    }

    boolean holds(InetAddress address) {
        return rule.matches(new InetSocketAddress(address, 0));
    }

    @Override
    public String toString() {
        return text;
    }
}
