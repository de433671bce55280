package dev.crow.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class ClientAddressTests {

  private static ClientAddresses trusting(ClientProperties.ProxyHeader header, String... proxies) {
    return new ClientAddresses(
        new ClientProperties(List.of(), List.of(), List.of(proxies), header, false));
  }

  private static ClientAddresses trusting(String... proxies) {
    return trusting(ClientProperties.ProxyHeader.X_FORWARDED_FOR, proxies);
  }

  private static MockHttpServletRequest from(String socket, String header, String... values) {
    MockHttpServletRequest request = new MockHttpServletRequest();
    request.setRemoteAddr(socket);
    List.of(values).forEach(value -> request.addHeader(header, value));
    return request;
  }

  @ParameterizedTest
  @CsvSource({
    "10.1.2.3, 10.1.2.3, 10.1.2.0/24",
    "::ffff:10.1.2.3, 10.1.2.3, 10.1.2.0/24",
    "2001:db8:1:2:3:4:5:6, 2001:db8:1:2:0:0:0:0/64, 2001:db8:1:0:0:0:0:0/48",
    "2001:DB8:1:2::, 2001:db8:1:2:0:0:0:0/64, 2001:db8:1:0:0:0:0:0/48",
    "fe80::1%eth0, fe80:0:0:0:0:0:0:0/64, fe80:0:0:0:0:0:0:0/48"
  })
  void anAddressBelongsToItsNetworks(String address, String household, String neighbourhood) {
    assertThat(ClientAddress.of(address).household()).isEqualTo(household);
    assertThat(ClientAddress.of(address).neighbourhood()).isEqualTo(neighbourhood);
  }

  @Test
  void believesNoHeaderByDefault() {
    ClientAddresses addresses = trusting();

    assertThat(
            IntStream.range(0, 1000)
                .mapToObj(
                    i -> from("192.0.2.1", "X-Forwarded-For", "10.0." + i / 256 + "." + i % 256))
                .map(request -> addresses.of(request).household())
                .collect(Collectors.toSet()))
        .containsExactly("192.0.2.1");
  }

  @Test
  void aThousandAddressesOfOneNetworkAreOneHousehold() {
    assertThat(
            IntStream.range(0, 1000)
                .mapToObj(i -> ClientAddress.of("2001:db8::" + Integer.toHexString(i)).household())
                .collect(Collectors.toSet()))
        .hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    // Whatever the client wrote stands to the left of what the proxy saw.
    "'1.1.1.1, 203.0.113.9', 203.0.113.9",
    "'1.1.1.1, 203.0.113.9, 10.9.9.9', 203.0.113.9",
    "'203.0.113.9:4711, 10.9.9.9', 203.0.113.9",
    "'[2001:db8::1]:4711', 2001:db8:0:0:0:0:0:1",
    "2001:db8::1, 2001:db8:0:0:0:0:0:1",
    "'1.1.1.1, unknown, 10.9.9.9', 10.9.9.9",
    "'1.1.1.1, ', 10.0.0.1",
    "evil.example, 10.0.0.1"
  })
  void believesWhatTrustedProxiesWrote(String header, String client) {
    assertThat(trusting("10.0.0.0/8").of(from("10.0.0.1", "X-Forwarded-For", header)).text())
        .isEqualTo(client);
  }

  @Test
  void readsSeveralLinesInOrder() {
    assertThat(
            trusting("10.0.0.0/8")
                .of(from("10.0.0.1", "X-Forwarded-For", "1.1.1.1", "203.0.113.9"))
                .text())
        .isEqualTo("203.0.113.9");
  }

  @Test
  void believesNobodyElsesHeader() {
    assertThat(
            trusting("10.0.0.0/8").of(from("192.0.2.1", "X-Forwarded-For", "203.0.113.9")).text())
        .isEqualTo("192.0.2.1");
    assertThat(trusting("10.0.0.0/8").of(from("10.0.0.1", "Forwarded", "for=203.0.113.9")).text())
        .isEqualTo("10.0.0.1");
  }

  @Test
  void readsTheStandardHeaderWhereProxiesWriteThat() {
    ClientAddresses addresses = trusting(ClientProperties.ProxyHeader.FORWARDED, "10.0.0.1");

    assertThat(
            addresses
                .of(
                    from(
                        "10.0.0.1",
                        "Forwarded",
                        "for=1.1.1.1, by=x;For=\"[2001:db8::1]:80\";proto=https"))
                .text())
        .isEqualTo("2001:db8:0:0:0:0:0:1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"proxy.example", "10.0.0.0/33", "10.0.0.0/x", "", "10.0.0.0/-1"})
  void refusesToTrustWhatIsNoNetwork(String text) {
    assertThatThrownBy(() -> trusting(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aNetworkEndsWhereItsBitsEnd() {
    assertThat(trusting("10.0.0.0/9").of(from("10.128.0.1", "X-Forwarded-For", "1.1.1.1")).text())
        .isEqualTo("10.128.0.1");
    assertThat(trusting("10.0.0.0/9").of(from("10.127.0.1", "X-Forwarded-For", "1.1.1.1")).text())
        .isEqualTo("1.1.1.1");
    assertThat(trusting("::/0").of(from("10.0.0.1", "X-Forwarded-For", "1.1.1.1")).text())
        .isEqualTo("10.0.0.1");
  }
}
