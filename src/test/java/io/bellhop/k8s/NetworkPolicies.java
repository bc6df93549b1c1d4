package io.bellhop.k8s;

import io.fabric8.kubernetes.api.model.networking.v1.IPBlock;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Nothing reaches or leaves a pod but what is named, and what may go anywhere goes to no private network. */
final class NetworkPolicies implements Policy {

    /** One of each range that means something to a cluster, a cloud or a company. */
    private static final List<String> PRIVATE = List.of(
            "10.96.0.1",
            "100.64.0.1",
            "127.0.0.1",
            "168.63.129.16",
            "169.254.169.254",
            "172.20.0.1",
            "192.0.0.192",
            "192.168.1.1",
            "198.18.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "0.0.0.0",
            "::1",
            "::ffff:a00:1",
            "64:ff9b::a00:1",
            "2002:a00:1::1",
            "fc00::1",
            "fd00:ec2::254",
            "fe80::1",
            "ff02::1");

    @Override
    public Stream<String> violations(Manifests manifests) {
        Stream<String> reached = manifests.all(NetworkPolicy.class).flatMap(NetworkPolicies::reached);
        boolean makesPods = Workload.in(manifests).findAny().isPresent();
        return makesPods && manifests.all(NetworkPolicy.class).noneMatch(NetworkPolicies::deniesAll)
                ? Stream.concat(Stream.of("no policy denies what no other allows"), reached)
                : reached;
    }

    private static boolean deniesAll(NetworkPolicy policy) {
        return policy.getSpec().getPolicyTypes().containsAll(List.of("Ingress", "Egress"))
                && policy.getSpec().getPodSelector().getMatchLabels().isEmpty()
                && policy.getSpec().getIngress().isEmpty()
                && policy.getSpec().getEgress().isEmpty();
    }

    /** By rules that name no port; those that do are for one thing, such as the database. */
    private static Stream<String> reached(NetworkPolicy policy) {
        String where = "NetworkPolicy/" + policy.getMetadata().getName();
        return policy.getSpec().getEgress().stream()
                .filter(rule -> rule.getPorts().isEmpty())
                .flatMap(rule -> rule.getTo().isEmpty() ? PRIVATE.stream() : reached(rule))
                .map(address -> where + ": lets requests to " + address);
    }

    private static Stream<String> reached(NetworkPolicyEgressRule rule) {
        return rule.getTo().stream()
                .map(peer -> peer.getIpBlock())
                .filter(Objects::nonNull)
                .flatMap(block -> PRIVATE.stream().filter(address -> allows(block, address)));
    }

    private static boolean allows(IPBlock block, String address) {
        return holds(block.getCidr(), address)
                && block.getExcept().stream().noneMatch(except -> holds(except, address));
    }

    private static boolean holds(String cidr, String address) {
        String[] parts = cidr.split("/");
        byte[] network = bytes(parts[0]);
        byte[] other = bytes(address);
        if (network.length != other.length) {
            return false;
        }
        int hostBits = network.length * Byte.SIZE - Integer.parseInt(parts[1]);
        return new BigInteger(1, network).shiftRight(hostBits).equals(new BigInteger(1, other).shiftRight(hostBits));
    }

    /** An IPv6 address that stands for an IPv4 address is that: Java and the kernel make no difference. */
    private static byte[] bytes(String literal) {
        try {
            return InetAddress.getByName(literal).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(literal + " is no address", e);
        }
    }
}
