package io.wkgate.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The promise: nothing is sent to an address at which no business server lives, in whatever form it is written. */
class AddressRulesTest {

    private static final AddressRules STRICT = new AddressRules(false);
    private static final AddressRules LENIENT = new AddressRules(true);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.255.0.1",
                "10.0.0.1",
                "172.16.3.4",
                "192.168.1.1",
                "100.64.0.1",
                "100.100.100.201",
                "169.253.255.255",
                "169.255.0.0",
                "8.8.8.8",
                "223.255.255.255",
                "168.63.129.17",
                "192.0.0.193",
                "::1",
                "fc00::1",
                "fd00::1",
                "fd00:ec3::254",
                "2001:db8::1",
                "2606:4700::1",
                "fec0::1",
                "::ffff:127.0.0.1",
                "::ffff:10.1.2.3",
                "2002:a00:1::1",
                "64:ff9b::8.8.8.8"
            })
    void whereBusinessServersLive(String address) throws Exception {
        assertThat(STRICT.objection(InetAddress.getByName(address))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "169.254.0.0",
                "169.254.255.255",
                "169.254.170.2",
                "100.100.100.200",
                "168.63.129.16",
                "192.0.0.192",
                "fe80::1",
                "febf::ffff",
                "fd00:ec2::254",
                "fd00:ec2::23",
                "fd20:ce::254",
                "fd00:42::42",
                // 169.254.169.254 as mapped, translated, compatible, NAT64, 6to4 and Teredo address
                "::ffff:169.254.169.254",
                "::ffff:a9fe:a9fe",
                "::ffff:0:169.254.169.254",
                "::169.254.169.254",
                "64:ff9b::169.254.169.254",
                "64:ff9b:1::169.254.169.254",
                "64:ff9b:1:a9fe:a9:fe00::",
                "2002:a9fe:a9fe::1",
                "2001:0:1:2:3:4:5601:5601",
                "64:ff9b::100.100.100.200"
            })
    void linkLocalAndMetadataOnlyIfAllowed(String address) throws Exception {
        assertThat(STRICT.objection(InetAddress.getByName(address)))
                .hasValueSatisfying(objection ->
                        assertThat(objection).startsWith("its name leads to ").endsWith("(allow-link-local is off)"));
        assertThat(LENIENT.objection(InetAddress.getByName(address))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, unspecified",
        "0.1.2.3, unspecified",
        "::, unspecified",
        "224.0.0.1, multicast",
        "239.255.255.250, multicast",
        "ff02::1, multicast",
        "255.255.255.255, broadcast",
        "::ffff:0.0.0.0, unspecified",
        "64:ff9b::224.0.0.1, multicast",
        "2002:ffff:ffff::, broadcast"
    })
    void whatNobodyCanAnswerFromNever(String address, String kind) throws Exception {
        assertThat(STRICT.objection(InetAddress.getByName(address)))
                .hasValueSatisfying(objection -> assertThat(objection).contains(kind));
        assertThat(LENIENT.objection(InetAddress.getByName(address))).isPresent();
    }
}
