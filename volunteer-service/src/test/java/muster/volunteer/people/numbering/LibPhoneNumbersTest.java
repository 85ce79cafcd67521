package muster.volunteer.people.numbering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LibPhoneNumbersTest {
  private final LibPhoneNumbers numbers = new LibPhoneNumbers("CN");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "13800138000",
        "138 0013 8000",
        "138-0013-8000",
        " 13800138000 ",
        "+8613800138000",
        "+86 (138) 0013-8000",
        "8613800138000",
        "0086 138 0013 8000",
        "１３８００１３８０００",
        "＋８６　１３８－００１３－８０００",
        "138\u20130013\u20138000",
      })
  void oneNumberIsOneNumberHoweverItIsWritten(String written) {
    assertThat(numbers.e164(written)).contains("+8613800138000");
  }

  @ParameterizedTest
  @CsvSource({
    "010-65123456,+861065123456",
    "(0516) 8375 0000,+8651683750000",
    "+85223456789,+85223456789",
    "+44 20 7946 0018,+442079460018",
    "+1 202 555 0142,+12025550142",
  })
  void numbersOfOtherKindsAndCountriesAreTaken(String written, String number) {
    assertThat(numbers.e164(written)).contains(number);
  }

  /** Such as those of the demo, which no network has. */
  @Test
  void aNumberAsLongAsAMobileNumberIsTakenThoughNobodyHasHeardOfItsRange() {
    assertThat(numbers.e164("10012345678")).contains("+8610012345678");
    assertThat(numbers.e164("1991234567")).isEmpty();
    assertThat(numbers.e164("199123456789")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "+",
        "110",
        "1234",
        "100-1234",
        "1380013800",
        "138001380000",
        "123456789012345678901",
        "+999 13800138000",
        "138o0138000",
        "1-800-FLOWERS",
        "13800138000 ext. 5",
        "13800138000#5",
        "tel:+8613800138000",
        "13800138000, 13900139000",
        "13800138000/13900139000",
        "+86+13800138000",
        "١٣٨٠٠١٣٨٠٠٠",
        "13800138000\u202E",
      })
  void whatIsNoNumberIsNone(String written) {
    assertThat(numbers.e164(written)).isEmpty();
  }

  @Test
  void whatHasNoCountryCodeIsOfTheRegionThatIsSet() {
    assertThat(new LibPhoneNumbers("HK").e164("2345 6789")).contains("+85223456789");
    assertThat(new LibPhoneNumbers("HK").e164("13800138000")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "cn", "CHN", "ZZ", "86"})
  void aRegionThatThereIsNotIsNamedWithItsSetting(String region) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LibPhoneNumbers(region))
        .withMessageContaining("MUSTER_PHONE_REGION")
        .withMessageContaining("\"" + region + "\"");
  }
}
