package muster.demo.command;

import java.util.List;

/** The accounts that the local stack's identity provider comes with. */
final class DemoAccounts {
  static final List<String> NAMES =
      List.of(
          "zhang.dispatcher",
          "zhou.dispatcher",
          "li.operator",
          "wang.officer",
          "chen.captain",
          "zhao.volunteer",
          "liu.reporter",
          "warning-platform");

  private DemoAccounts() {}
}
