package muster.demo.xuzhou;

import java.util.HashMap;
import java.util.Map;

/** Numbers the teams of one kind in one village: 一, 二, ... 九十九. */
final class TeamNumbers {
  private static final String DIGITS = "零一二三四五六七八九";

  private record Series(Village village, TeamKind kind) {}

  private final Map<Series, Integer> counts = new HashMap<>();

  String next(Village village, TeamKind kind) {
    return spell(counts.merge(new Series(village, kind), 1, Integer::sum));
  }

  static String spell(int number) {
    if (number < 1 || number > 999) {
      throw new IllegalArgumentException("no ordinal for " + number);
    }
    if (number >= 100) {
      int rest = number % 100;
      String hundreds = DIGITS.charAt(number / 100) + "百";
      return rest == 0
          ? hundreds
          : hundreds + (rest < 10 ? "零" : rest < 20 ? "一" : "") + spell(rest);
    }
    String tens = number < 10 ? "" : (number < 20 ? "" : DIGITS.charAt(number / 10)) + "十";
    return number % 10 == 0 ? tens : tens + DIGITS.charAt(number % 10);
  }
}
