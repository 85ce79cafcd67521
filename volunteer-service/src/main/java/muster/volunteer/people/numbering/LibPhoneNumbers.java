package muster.volunteer.people.numbering;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Pattern;
import muster.volunteer.people.PhoneNumbers;

/**
 * A number is one that its country's plan has, or one as long as a mobile number of that country:
 * new ranges are given out faster than a library learns of them, and who can't be registered with
 * the own number can't be called.
 */
public final class LibPhoneNumbers implements PhoneNumbers {
  /** No letters, no extension: neither is part of what is dialled from a phone. */
  private static final Pattern WRITTEN = Pattern.compile("\\+?[0-9 ()./\\u2010-\\u2015-]{1,40}");

  private final PhoneNumberUtil plans = PhoneNumberUtil.getInstance();
  private final String region;

  /**
   * @param region of numbers without a country code, as ISO 3166 has it, such as {@code CN}
   * @throws IllegalArgumentException if there is no such region
   */
  public LibPhoneNumbers(String region) {
    if (!plans.getSupportedRegions().contains(region)) {
      throw new IllegalArgumentException(
          "volunteer.phone.default-region (MUSTER_PHONE_REGION): \"%s\" is no region such as CN"
              .formatted(region));
    }
    this.region = region;
  }

  @Override
  public Optional<String> e164(String written) {
    // What an input method makes wide is meant to be narrow.
    String narrow = Normalizer.normalize(written, Normalizer.Form.NFKC).strip();
    if (!WRITTEN.matcher(narrow).matches()) {
      return Optional.empty();
    }
    try {
      PhoneNumber number = plans.parse(narrow, region);
      boolean known =
          plans.isValidNumber(number)
              || plans.isPossibleNumberForType(number, PhoneNumberType.MOBILE);
      return known ? Optional.of(plans.format(number, PhoneNumberFormat.E164)) : Optional.empty();
    } catch (NumberParseException e) {
      return Optional.empty();
    }
  }
}
