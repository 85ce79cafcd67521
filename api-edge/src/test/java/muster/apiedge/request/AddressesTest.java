package muster.apiedge.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {
  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.1.2, true",
    "10.0.0.0/8, 11.0.0.0, false",
    "192.168.1.128/25, 192.168.1.128, true",
    "192.168.1.128/25, 192.168.1.127, false",
    "192.168.1.7, 192.168.1.7, true",
    "192.168.1.7, 192.168.1.6, false",
    "0.0.0.0/0, 203.0.113.9, true",
    "::1, ::1, true",
    "2001:db8::/32, 2001:db8:ffff::1, true",
    "2001:db8::/32, 2001:db9::1, false",
    "0.0.0.0/0, ::1, false",
    "::/0, 127.0.0.1, false"
  })
  void aRangeHoldsTheAddressesThatBeginAsItDoes(String range, String address, boolean holds) {
    assertThat(AddressRange.of(range).contains(InetAddress.ofLiteral(address))).isEqualTo(holds);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost",
        "10.0.0.0/33",
        "::1/129",
        "10.0.0.0/-1",
        "10.0.0/8",
        "1.2.3.4/x",
        "1.2.3.4/",
        "7",
        "300.1.1.1",
        "fe80::1%eth0"
      })
  void whatIsNoRangeIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> AddressRange.of(text));
  }

  @Test
  void aListMayBeEmptyAndHaveBlanks() {
    assertThat(AddressRange.listOf(" ")).isEmpty();
    assertThat(AddressRange.listOf("127.0.0.0/8 , ::1,")).hasSize(2);
  }

  private static String named(String... headers) {
    List<String> forwarded = new ArrayList<>();
    List<String> forwardedFor = new ArrayList<>();
    for (int i = 0; i < headers.length; i += 2) {
      (headers[i].equals("Forwarded") ? forwarded : forwardedFor).add(headers[i + 1]);
    }
    return ClientAddress.named(forwarded, forwardedFor, List.of(AddressRange.of("10.0.0.0/8")))
        .map(InetAddress::getHostAddress)
        .orElse("nobody");
  }

  @Test
  void aProxyNamesTheLastAddressThatIsNoProxy() {
    assertThat(named("X-Forwarded-For", "192.0.2.7")).isEqualTo("192.0.2.7");
    assertThat(named("X-Forwarded-For", "6.6.6.6, 192.0.2.7, 10.1.1.1")).isEqualTo("192.0.2.7");
    assertThat(named("X-Forwarded-For", "6.6.6.6", "X-Forwarded-For", "192.0.2.7"))
        .isEqualTo("192.0.2.7");
    assertThat(named("Forwarded", "for=6.6.6.6, for=192.0.2.7;proto=https;by=10.1.1.1"))
        .isEqualTo("192.0.2.7");
    assertThat(named("Forwarded", "For=\"[2001:db8::7]:4711\"")).isEqualTo("2001:db8:0:0:0:0:0:7");
    assertThat(named("Forwarded", "for=\"192.0.2.7:80\"")).isEqualTo("192.0.2.7");
    assertThat(named("Forwarded", "for=192.0.2.8", "X-Forwarded-For", "192.0.2.7"))
        .isEqualTo("192.0.2.8");
  }

  @Test
  void whoNamesNobodyNamesNobody() {
    assertThat(named()).isEqualTo("nobody");
    assertThat(named("X-Forwarded-For", "10.1.1.1")).isEqualTo("nobody");
    assertThat(named("X-Forwarded-For", "192.0.2.7, unknown")).isEqualTo("nobody");
    assertThat(named("Forwarded", "for=_hidden")).isEqualTo("nobody");
    assertThat(named("Forwarded", "for=\"[2001:db8::7\"")).isEqualTo("nobody");
    assertThat(named("X-Forwarded-For", "localhost")).isEqualTo("nobody");
  }

  @Test
  void aClientHasItsLimitOfConnectionsAndOneThatEndsMakesRoom() {
    ConnectionCounts connections = new ConnectionCounts(2);
    InetAddress one = InetAddress.ofLiteral("192.0.2.7");

    assertThat(connections.enter(one)).isTrue();
    assertThat(connections.enter(one)).isTrue();
    assertThat(connections.enter(one)).isFalse();
    assertThat(connections.enter(InetAddress.ofLiteral("192.0.2.8"))).isTrue();
    connections.leave(one);
    assertThat(connections.enter(one)).isTrue();
  }

  @Test
  void addressesOfOneNetworkAreOneClientAndNobodyIsRemembered() {
    ConnectionCounts connections = new ConnectionCounts(1);
    InetAddress one = InetAddress.ofLiteral("2001:db8:1:2::1");

    assertThat(connections.enter(one)).isTrue();
    assertThat(connections.enter(InetAddress.ofLiteral("2001:db8:1:2:ffff::2"))).isFalse();
    assertThat(connections.enter(InetAddress.ofLiteral("2001:db8:1:3::1"))).isTrue();
    connections.leave(one);
    connections.leave(InetAddress.ofLiteral("2001:db8:1:3::1"));
    assertThat(connections.addresses()).isZero();
  }
}
